import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inboxFilterSchema, type InboxFilter, type InboxKind } from '../../src-shared/domain/inbox-item.ts'
import type { InboxPage } from './inbox-reader.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createStores, type Stores } from './stores.ts'
import { queryPlans } from './testing/query-plans.ts'

let opened: ReturnType<typeof openTestDatabase>
let stores: Stores
let made: number
beforeEach(() => {
  opened = openTestDatabase(migrations)
  stores = createStores(opened.database)
  made = 0
})
afterEach(() => opened.close())

const about = { runId: null, questionId: null, conversationId: null }

function add(fields: {
  at?: number
  kind?: InboxKind
  title?: string
  body?: string
  scheduleId?: string
  incidentId?: string
}): string {
  const { at = made, kind = 'result', title = 'Title', body = '', scheduleId = null, incidentId } = fields
  const id = `i${made++}`
  const trouble = incidentId === undefined ? {} : { incidentId }
  stores.inbox.insert({ id, at, kind, title, body, ...about, scheduleId, ...trouble })
  return id
}

function addTrouble(): string {
  const id = `n${made}`
  const times = { openedAt: 0, lastAt: 0, closedAt: null, closedReason: null }
  const words = { title: 'It keeps failing', body: '', failures: 3 }
  const of = { scope: 'schedule', scheduleId: id, connectionId: null, cause: 'network' } as const
  stores.incidents.insert({ id, ...of, ...words, ...times })
  return add({ kind: 'failure', incidentId: id })
}

const list = (filter: InboxFilter, page: Partial<InboxPage> = {}): string[] =>
  stores.inbox.list(filter, { limit: 500, ...page }).map(({ id }) => id)

const plansOf = (use: (stores: Stores) => void): string[] =>
  queryPlans(opened.database, (listening) => use(createStores(listening)))

it('every view is read in the order of an index, with a schedule and a search too, and both numbers are counted in one', () => {
  add({ at: 1 })
  const plans = plansOf(({ inbox }) => {
    for (const filter of inboxFilterSchema.options)
      for (const scheduleId of [undefined, 's'])
        for (const search of [undefined, 'word'])
          for (const before of [undefined, 5]) inbox.list(filter, { search, scheduleId, before, limit: 1 })
    inbox.counts()
  })
  // All that is not archived is the whole of its index; a search index is asked by its words.
  const whole = 'i USING INDEX inbox_shown$|inbox_search |json_each'
  expect(plans.filter((step) => new RegExp(`^SCAN (?!${whole})|TEMP B-TREE`).test(step))).toEqual([])
  const found = (start: string): boolean => plans.some((step) => step.startsWith(start))
  expect(found('SEARCH i USING INDEX inbox_by_shelf (shelf=? AND at<?)')).toBe(true)
  expect(found('SEARCH i USING INDEX inbox_by_schedule (schedule_id=? AND shelf=? AND at<?)')).toBe(true)
  expect(found('SEARCH i USING INDEX inbox_shown_by_schedule (schedule_id=? AND at<?)')).toBe(true)
  expect(found('SEARCH inbox_items USING COVERING INDEX inbox_unread')).toBe(true)
  expect(found('SEARCH inbox_items USING INDEX inbox_by_shelf (shelf=?)')).toBe(true)
})

it('what is asked of open questions is found by an index, however many are open', () => {
  const plans = plansOf(({ questions }) => {
    questions.itemOfSame('q')
    questions.oldestOpenOfItem('i')
    questions.list({ status: 'open', limit: 10 })
    questions.expired(1, 10)
    questions.toRemind(1, 10)
    questions.nextDeadline()
    questions.nextReminder()
  })
  expect(plans.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([])
  const ofConversation = plansOf(({ questions }) => {
    questions.list({ status: 'open', conversationId: 'c', limit: 10 })
  })
  // No more than a page of row numbers is put in order.
  expect(ofConversation.filter((step) => step.startsWith('SEARCH questions'))).toEqual([
    'SEARCH questions USING INTEGER PRIMARY KEY (rowid=?)',
    'SEARCH questions USING COVERING INDEX questions_by_asker (conversation_id=? AND status=?)',
    'SEARCH questions USING COVERING INDEX questions_by_place (deliver_to=? AND status=?)',
  ])
})

it('each item is in one view; what is snoozed is in no other, and nothing archived is in "all"', () => {
  const result = add({ kind: 'result' })
  const reminder = add({ kind: 'reminder' })
  const failure = add({ kind: 'failure' })
  const missed = add({ kind: 'missed' })
  const trouble = addTrouble()
  const snoozed = addTrouble()
  const archived = addTrouble()
  stores.inbox.snooze(snoozed, 99)
  stores.inbox.archive(archived, 50)
  expect(list('finished')).toEqual([reminder, result])
  expect(list('failed')).toEqual([missed, failure])
  expect(list('needs-you')).toEqual([trouble])
  expect(list('snoozed')).toEqual([snoozed])
  expect(list('archived')).toEqual([archived])
  expect(list('all')).toEqual([snoozed, trouble, missed, failure, reminder, result])
  expect(stores.inbox.counts()).toEqual({ waiting: 1, unread: 6 })
})

it('a trouble that is settled moves from "needs you" to "failed", out of its sleep too', () => {
  const awake = addTrouble()
  const asleep = addTrouble()
  stores.inbox.snooze(asleep, 99)
  for (const id of [awake, asleep])
    stores.incidents.close(stores.inbox.get(id)?.incident?.id ?? '', 60, 'It works again.')
  expect(list('failed')).toEqual([asleep, awake])
  expect(stores.inbox.get(asleep)).toMatchObject({ snoozedUntil: null, incident: { closedAt: 60 } })
  expect(stores.inbox.counts().waiting).toBe(0)
})

it('what is archived sleeps no more, and what is snoozed is archived no more', () => {
  const id = add({})
  stores.inbox.snooze(id, 99)
  stores.inbox.archive(id, 1)
  expect(stores.inbox.get(id)).toMatchObject({ archivedAt: 1, snoozedUntil: null })
  stores.inbox.snooze(id, 99)
  expect(stores.inbox.get(id)).toMatchObject({ archivedAt: null, snoozedUntil: 99 })
})

it('however many items share an instant, paging by it loses none and tells none twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (instants, limit) => {
        opened.database.exec('DELETE FROM inbox_items')
        const ids = instants.map((at, n) => ({ at, n, id: add({ at }) }))
        const newestFirst = ids.toSorted((a, b) => b.at - a.at || b.n - a.n).map(({ id }) => id)
        const paged: string[] = []
        for (let before: number | undefined; ;) {
          const page = stores.inbox.list('finished', { limit, ...(before === undefined ? {} : { before }) })
          paged.push(...page.map(({ id }) => id))
          if (page.length < limit) break
          before = page.at(-1)?.at
        }
        expect(paged).toEqual(newestFirst)
      },
    ),
    { numRuns: 60 },
  )
})

it('search finds words and their beginnings in title and text, whatever their accents and case', () => {
  const build = add({ title: 'Nightly build', body: 'The café is closed.' })
  const other = add({ title: 'Morning check', body: 'NAÏVE résumé', scheduleId: 's' })
  const find = (search: string, page: Partial<InboxPage> = {}) => list('all', { search, ...page })
  expect(find('bui night')).toEqual([build])
  expect(find('cafe')).toEqual([build])
  expect(find('CAFÉ clo')).toEqual([build])
  expect(find('naive res')).toEqual([other])
  expect(find('uild')).toEqual([])
  expect(find('build check')).toEqual([])
  expect(find('n')).toEqual([other, build])
  expect(find('n', { scheduleId: 's' })).toEqual([other])
  expect(find('  ')).toEqual([other, build])
  expect(find('—')).toEqual([])
  stores.inbox.reword(build, { title: 'Deploy', body: 'Done' })
  expect(find('nightly')).toEqual([])
  expect(find('deploy')).toEqual([build])
})

it('nothing that is typed into the search is a syntax error', () => {
  add({ title: 'a "quoted" AND NEAR(word)', body: 'x* -y ^z col:q' })
  const piece = fc.constantFrom(
    '"',
    "'",
    '*',
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    ':',
    '-',
    '^',
    '{',
    '\0',
    ' ',
    'a',
    '\ud800',
  )
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(typed, (search) => {
      list('all', { search })
    }),
    { numRuns: 500 },
  )
  expect(list('all', { search: 'NEAR( "quo' })).toEqual(['i0'])
})

it('archiving a view takes all of it, and nothing that wants the user', () => {
  const trouble = addTrouble()
  for (let n = 0; n < 3; n++) add({ kind: 'failure' })
  add({ kind: 'result' })
  expect(stores.inbox.archiveAll('failed', 7)).toBe(3)
  expect(list('failed')).toEqual([])
  expect(list('finished')).toHaveLength(1)
  expect(list('needs-you')).toEqual([trouble])
})
