import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createStores, type Stores } from './stores.ts'
import { queryPlans } from './testing/query-plans.ts'

let opened: ReturnType<typeof openTestDatabase>
let stores: Stores
/** Rows that reads of many gave since the last look. */
let rowsRead = 0

beforeEach(() => {
  opened = openTestDatabase(migrations)
  rowsRead = 0
  const counting: Database = {
    prepare(sql) {
      const statement = opened.database.prepare<never>(sql)
      return {
        run: (...values) => statement.run(...values),
        get: (...values) => statement.get(...values),
        all(...values) {
          const rows = statement.all(...values)
          rowsRead += rows.length
          return rows
        },
      }
    },
    exec: (sql) => opened.database.exec(sql),
    transaction: (fn) => opened.database.transaction(fn),
    close: () => opened.close(),
  }
  stores = createStores(counting)
  stores.conversations.insert({
    id: 'chat',
    kind: 'chat',
    title: 'Long',
    scheduleId: null,
    workingDirectory: null,
    permission: 'ask',
    tools: {},
    createdAt: 0,
    updatedAt: 0,
  })
})
afterEach(() => opened.close())

function session(id: string, parent?: { id: string; seq: number; forkId: string }): void {
  stores.sessions.insert({
    id,
    conversationId: 'chat',
    runtime: 'built-in',
    connectionId: 'practice',
    model: null,
    workingDirectory: null,
    reason: 'first',
    createdAt: 0,
    ...(parent ? { parentId: parent.id, parentSeq: parent.seq - 1, forkId: parent.forkId } : {}),
  })
}
/** So many messages of a session, or of none; the `seq` of the first. */
function said(sessionId: string | null, count: number): number {
  const first = lastSeq() + 1
  opened.database.transaction(() => {
    for (let i = 0; i < count; i++)
      stores.messages.insert({
        id: `m${first + i}`,
        conversationId: 'chat',
        sessionId,
        turnId: null,
        at: 0,
        role: sessionId === null ? 'notice' : 'assistant',
        content: [{ type: 'text', text: `words ${first + i}` }],
      })
  })
  return first
}
function lastSeq(): number {
  return opened.database.prepare<{ n: number | null }>('SELECT max(seq) AS n FROM messages').get()?.n ?? 0
}
function fork(id: string, sessionId: string, seq: number, chosenId: string): void {
  stores.forks.insert({ id, conversationId: 'chat', sessionId, seq, chosenId })
}

it('a long part that is hidden is leapt over, and not read', () => {
  session('main')
  said('main', 10)
  const at = said('main', 5000)
  said(null, 1)
  session('other', { id: 'main', seq: at, forkId: 'f' })
  said('other', 5)
  fork('f', 'main', at, 'other')
  rowsRead = 0
  const page = stores.threads.page('chat', null, 12)
  expect(page.messages.map(({ sessionId }) => sessionId)).toEqual([
    ...Array.from({ length: 6 }, () => 'main'),
    null,
    ...Array.from({ length: 5 }, () => 'other'),
  ])
  const forwards = stores.threads.pageAfter('chat', at - 2, 4)
  expect(forwards.messages.map(({ sessionId }) => sessionId)).toEqual(['main', null, 'other', 'other'])
  expect(rowsRead).toBeLessThan(2500)
  // The other way: now the version is what is hidden.
  stores.forks.choose('f', 'main')
  expect(stores.threads.page('chat', null, 500).messages.some(({ sessionId }) => sessionId === 'other')).toBe(
    false,
  )
})

it('pages go on in both directions until there is nothing more', () => {
  session('main')
  said('main', 7)
  const newest = stores.threads.page('chat', null, 3)
  expect(newest).toMatchObject({ nextBefore: 5, nextAfter: null })
  const older = stores.threads.page('chat', 5, 3)
  expect(older).toMatchObject({ nextBefore: 2, nextAfter: 4 })
  expect(older.messages.map(({ id }) => id)).toEqual(['m2', 'm3', 'm4'])
  expect(stores.threads.pageAfter('chat', 4, 3)).toMatchObject({ nextBefore: 5, nextAfter: null })
  expect(stores.threads.pageAround('chat', 4, 3).messages.map(({ id }) => id)).toEqual(['m3', 'm4', 'm5'])
  expect(stores.threads.pageAround('chat', 7, 3).messages.map(({ id }) => id)).toEqual(['m5', 'm6', 'm7'])
  expect(stores.threads.pageAround('chat', 1, 3).messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3'])
  expect(stores.threads.page('empty', null, 3)).toEqual({
    messages: [],
    nextBefore: null,
    nextAfter: null,
    branches: [],
  })
})

it('where a version has lost its messages, the way to the others stays at the message before it', () => {
  session('main')
  said('main', 2)
  const at = said('main', 2)
  session('other', { id: 'main', seq: at, forkId: 'f' })
  fork('f', 'main', at, 'other')
  expect(stores.threads.page('chat', null, 10).branches).toEqual([
    { forkId: 'f', messageId: 'm2', sessionIds: ['main', 'other'], chosen: 1 },
  ])
})

it('no look at a thread goes through all messages', () => {
  session('main')
  const at = said('main', 4)
  session('other', { id: 'main', seq: at + 2, forkId: 'f' })
  said('other', 2)
  fork('f', 'main', at + 2, 'other')
  const plans = queryPlans(opened.database, (listening) => {
    const { threads, sessions, messages } = createStores(listening)
    threads.page('chat', null, 2)
    threads.pageAfter('chat', 1, 2)
    threads.texts('chat', 0, 10)
    threads.lastSession('chat')
    threads.wasSpokenIn('other')
    sessions.counts('chat')
    sessions.contextTokens('other')
    messages.noticesBefore('m5')
    messages.followingNotices('other')
    messages.givenResults('other', new Set())
  })
  expect(plans.filter((step) => /SCAN (?!chain|c\b|json_each|CONSTANT|\d)/.test(step))).toEqual([])
})
