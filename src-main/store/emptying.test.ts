import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { createEventBus } from '../platform/event-bus.ts'
import { silentLogger } from '../platform/logger.ts'
import type { Database } from './database.ts'
import { createEmptying } from './emptying.ts'
import { migrations } from './migrations/migrations.ts'
import { openDatabase } from './open-database.ts'
import { createStores } from './stores.ts'
import { buildChildProgram } from './testing/child-program.ts'
import { openSearch, type SearchBench } from './testing/open-search.ts'
import { openTestFolder, type TestFolder } from './testing/open-test-folder.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'

let folder: TestFolder
let bench: SearchBench
beforeEach(() => {
  folder = openTestFolder()
  bench = openSearch()
})
afterEach(() => {
  bench.close()
  folder.remove()
})

const workOf = (database: Database): UnitOfWork =>
  createUnitOfWork(
    database,
    createEventBus(() => undefined),
    silentLogger,
  )

/** A conversation with all that may hang on one, `size` messages and half as many turns. */
function addConversation(database: Database, id: string, size: number): void {
  database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('${id}', 'chat', 'About ${id}', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s-${id}', '${id}', 'built-in', 'practice', 'first', 1);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size / 2})
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at, ended_at)
      SELECT 't' || i || '-${id}', '${id}', 's-${id}', 'chat', 'succeeded', i, i FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})
    INSERT INTO messages (id, conversation_id, session_id, turn_id, at, role, content, text)
      SELECT 'm' || i || '-${id}', '${id}', 's-${id}', 't' || ((i + 1) / 2) || '-${id}', i, 'user', '[]',
        'word number' || i || ' of ${id}' FROM n;
    INSERT INTO tool_calls (message_id, tool_use_id, turn_id, position, name, input, status, result)
      SELECT id, 'c', turn_id, 0, 'look', '{}', 'done', 'seen' FROM messages WHERE conversation_id = '${id}';
    INSERT INTO whole_results SELECT message_id, 'c', 's-${id}', 'all of it' FROM tool_calls
      WHERE turn_id LIKE '%-${id}' AND rowid % 10 = 0;
    INSERT INTO questions (id, turn_id, conversation_id, deliver_to, kind, prompt, status, asked_at)
      SELECT 'q-' || id, id, '${id}', '${id}', 'question', 'Which?', 'answered', 1 FROM turns
      WHERE conversation_id = '${id}' AND queued_at % 5 = 0;
    INSERT INTO inbox_items (id, kind, title, body, at, question_id, conversation_id)
      SELECT 'i-' || id, 'question', 'Which of ${id}?', '', 1, id, '${id}' FROM questions WHERE conversation_id = '${id}';
    INSERT INTO inbox_items (id, kind, title, body, at, conversation_id) VALUES ('r-${id}', 'result', 'Done ${id}', '', 1, '${id}');
    INSERT INTO runs (id, title, origin, nominal_at, status, conversation_id, session_id, turn_id, delivery, policies)
      VALUES ('run-${id}', 'Run ${id}', 'chat', 1, 'succeeded', '${id}', 's-${id}', 't1-${id}', 'none', '{}');
    INSERT INTO grants (id, conversation_id, tool, operation, created_at) VALUES ('g-${id}', '${id}', 'look', '{}', 1);`)
}

/** Rows of every table that name the conversation anywhere. */
function left(database: Database, id: string): Record<string, number> {
  const tables = database
    .prepare<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name`,
    )
    .all()
  return Object.fromEntries(
    tables.flatMap(({ name }) => {
      const rows = database.prepare(`SELECT * FROM ${name}`).all()
      const n = rows.filter((row) => Object.values(row).some((value) => String(value).includes(id))).length
      return n === 0 ? [] : [[name, n]]
    }),
  )
}

/** What stays of it: a run and its result are history. */
const history = { inbox_items: 1, runs: 1 }

it('a removed conversation is seen nowhere at once, and little by little nothing is left of it', async () => {
  const { database, stores } = bench
  for (const id of ['doomed', 'other']) addConversation(database, id, 400)
  const before = left(database, 'other')
  stores.conversations.hide('doomed')

  expect(stores.conversations.get('doomed')).toBeUndefined()
  expect(stores.conversations.list('chat').map(({ id }) => id)).not.toContain('doomed')
  expect(bench.search('word', { limit: 1000 }).hits.every((hit) => hit.conversationId === 'other')).toBe(true)
  expect(bench.find('in:doomed')).toEqual([])
  expect(new Set(stores.questions.list({}).map((each) => each.conversationId))).toEqual(new Set(['other']))
  const shown = stores.inbox.list('all', { limit: 500 })
  expect(shown.filter(({ kind }) => kind === 'question').map(({ title }) => title)).not.toContain(
    'Which of doomed?',
  )
  expect(shown.find(({ id }) => id === 'r-doomed')).toMatchObject({ conversationId: null })
  expect(stores.inbox.counts().unread).toBe(shown.length)
  expect(stores.grants.list({}).map(({ id }) => id)).toEqual(['g-other'])
  // All of it is still there.
  expect(left(database, 'doomed')).toMatchObject({ messages: 400, turns: 200, questions: 40 })

  await createEmptying({ stores, unitOfWork: workOf(database), logger: silentLogger }).empty('doomed')
  expect(left(database, 'doomed')).toEqual(history)
  expect(stores.runs.get('run-doomed')).toMatchObject({ conversationId: null, turnId: null })
  expect(left(database, 'other')).toEqual(before)
  expect(stores.inbox.list('all', { limit: 500 })).toEqual(shown)
  bench.checkIndex()
})

it('while it goes everybody else gets a turn, and a stop leaves the rest for the next start', async () => {
  const { database, stores } = bench
  addConversation(database, 'doomed', 2000)
  stores.conversations.hide('doomed')
  const work = workOf(database)
  const emptying = createEmptying({ stores, unitOfWork: work, logger: silentLogger })
  emptying.start()
  await new Promise((resolve) => setImmediate(resolve))
  await emptying.stop()
  const { messages = 0 } = left(database, 'doomed')
  expect(messages).toBeGreaterThan(0)
  expect(messages).toBeLessThan(2000)

  const next = createEmptying({ stores, unitOfWork: work, logger: silentLogger })
  next.start()
  // Behind what was left.
  await next.empty('nothing')
  expect(left(database, 'doomed')).toEqual(history)
})

it('a conversation that is shown loses nothing', async () => {
  const { database, stores } = bench
  addConversation(database, 'shown', 20)
  const before = left(database, 'shown')
  await createEmptying({ stores, unitOfWork: workOf(database), logger: silentLogger }).empty('shown')
  expect(left(database, 'shown')).toEqual(before)
})

it('kill -9 while a removed conversation goes loses nothing else, and the next starts take the rest away', async () => {
  const options = { folder: folder.path, migrations, clock: systemClock, logger: silentLogger }
  const first = await openDatabase(options)
  for (const id of ['doomed', 'other']) addConversation(first.database, id, 3000)
  const before = left(first.database, 'other')
  createStores(first.database).conversations.hide('doomed')
  await first.close()

  const program = await buildChildProgram('empty-until-killed')
  try {
    for (const kill of [1, 2, 5]) {
      const child = program.start(folder.path, String(kill))
      expect(await child.line()).toBe('killed')
      await child.kill()
    }
  } finally {
    program.remove()
  }
  const { database, notices, close } = await openDatabase(options)
  expect(notices).toEqual([])
  const stores = createStores(database)
  const { messages = 0 } = left(database, 'doomed')
  expect(messages).toBeGreaterThan(0)
  expect(messages).toBeLessThan(3000)
  expect(stores.conversations.list('chat').map(({ id }) => id)).toEqual(['other'])
  const emptying = createEmptying({ stores, unitOfWork: workOf(database), logger: silentLogger })
  emptying.start()
  await emptying.empty('nothing')
  expect(left(database, 'doomed')).toEqual(history)
  expect(left(database, 'other')).toEqual(before)
  database.exec(`INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1)`)
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  await close()
})
