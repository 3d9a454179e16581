import { afterEach, beforeEach, expect, it } from 'vitest'
import { atOnce } from '../../src-shared/domain/at-once.ts'
import { defaultPolicies } from '../../src-shared/domain/schedule.ts'
import { inSlices } from '../platform/in-slices.ts'
import { rowsInSlices } from './rows-in-slices.ts'
import { openSearch, type SearchBench } from './testing/open-search.ts'

let bench: SearchBench
beforeEach(() => {
  bench = openSearch()
})
afterEach(() => bench.close())

const count = 1234
const id = (kind: string, i: number): string => `${kind}_${String(i).padStart(5, '0')}`

/** As many chats, a question and a schedule for each, none of them in the order of its id. */
function fill(): void {
  const { database, stores } = bench
  database.exec(`
    DELETE FROM conversations;
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
    INSERT INTO conversations (id, kind, title, created_at, updated_at)
      SELECT printf('chat_%05d', i), 'chat', 'Chat', i, i * 7919 % ${count} FROM n;
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      SELECT 's' || id, id, 'built-in', 'practice', 'first', 1 FROM conversations;
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at)
      SELECT 't' || id, id, 's' || id, 'chat', 'waiting', 1 FROM conversations;
    INSERT INTO questions (id, turn_id, conversation_id, deliver_to, kind, prompt, status, asked_at)
      SELECT 'q' || id, 't' || id, id, 'place', 'question', 'Which?', iif(created_at % 3 = 0, 'withdrawn', 'open'), 1
      FROM conversations ORDER BY updated_at;
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('chat_00000b', 'background', 'Run', 1, 1);`)
  for (let i = 0; i < count; i++)
    stores.schedules.insert(
      {
        id: id('schedule', i),
        title: 'Tea',
        action: { kind: 'notify', text: 'Tea' },
        trigger: { kind: 'once', at: 1 },
        followsSystemZone: false,
        policies: defaultPolicies,
        enabled: i % 2 === 0,
        pausedReason: null,
        deliverTo: 'chat',
        nextAt: (i * 7919) % count,
        lastRunId: null,
        runsCount: 0,
        confirmed: true,
        createdAt: 1,
        updatedAt: 1,
      },
      null,
      null,
    )
}

it('a whole list that is read in slices is the same as one that is read at once', async () => {
  fill()
  const { conversations, questions, schedules } = bench.stores
  const chats = conversations.list('chat')
  expect(chats).toHaveLength(count)
  expect(await inSlices(rowsInSlices(conversations.ids('chat'), conversations.byIds))).toEqual(chats)
  expect(atOnce(rowsInSlices(schedules.ids(), schedules.byIds))).toEqual(schedules.list())
  for (const filter of [
    {},
    { status: 'open' },
    { conversationId: 'place' },
    { conversationId: id('chat', 5) },
  ] as const)
    expect(atOnce(rowsInSlices(questions.ids(filter), questions.byIds))).toEqual(questions.list(filter))
  expect(questions.list({ conversationId: 'place' })).toHaveLength(count)
})

it('between two slices everything else may go on; what is gone by then is left out, what was changed is as it is now', () => {
  fill()
  const { conversations } = bench.stores
  const work = rowsInSlices(conversations.ids('chat'), conversations.byIds)
  expect(work.next().done).toBe(false)
  const [last, other] = conversations.list('chat').toReversed()
  conversations.hide(last?.id ?? '')
  conversations.rename(other?.id ?? '', 'New', 'user')
  const rows = atOnce(work)
  expect(rows).toHaveLength(count - 1)
  expect(rows.at(-1)).toMatchObject({ id: other?.id, title: 'New' })
})

it('pages hold every row once, whatever is done between two of them', () => {
  fill()
  const { conversations, questions, schedules } = bench.stores
  const all = <T extends { readonly id: string }>(page: (last: string | undefined) => T[]): string[] => {
    const ids: string[] = []
    for (let rows = page(undefined); rows.length > 0; rows = page(ids.at(-1))) {
      ids.push(...rows.map((row) => row.id))
      for (const chat of conversations.page('chat', undefined, 3)) conversations.touch(chat.id, 1_000_000)
      conversations.hide(ids.at(-1) ?? '')
    }
    return ids
  }
  const made = Array.from({ length: count }, (_, i) => i).toReversed()
  expect(all((last) => schedules.page(last, 100))).toEqual(made.map((i) => id('schedule', i)))
  const asked = questions.list({ status: 'open' }).map((question) => question.id)
  expect(all((last) => questions.list({ status: 'open', after: last, limit: 100 }))).toEqual(asked)
  expect(all((last) => conversations.page('chat', last, 100))).toEqual(made.map((i) => id('chat', i)))
})
