import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { parseSearch } from '../../src-shared/search/parse-search.ts'
import type { SearchQuery } from '../store/search-store.ts'
import { openSearch, type SearchBench } from '../store/testing/open-search.ts'
import { createTestClock, type TestClock } from '../testing/test-clock.ts'
import { createSearchThread, type SearchThread } from './search-thread.ts'
import { builtSearchWorker } from './testing/built-search-worker.ts'

let built: Awaited<ReturnType<typeof builtSearchWorker>>
let bench: SearchBench
let clock: TestClock
let thread: SearchThread
const threadOf = (script: string): SearchThread =>
  createSearchThread({ script, path: join(bench.folder, 'dormouse.db'), clock })

beforeAll(async () => {
  built = await builtSearchWorker()
})
afterAll(() => built.remove())
beforeEach(() => {
  bench = openSearch()
  clock = createTestClock(0)
  thread = threadOf(built.script)
})
afterEach(async () => {
  await thread.stop()
  bench.close()
})

const query = (text: string): SearchQuery => {
  const reading = parseSearch(text, 0)
  if (reading.kind === 'refused') throw new Error(reading.message)
  return { search: reading.search, within: 'all', after: null, until: null, before: null, limit: 10 }
}

it('a thread finds what the main thread finds, and sees what is committed between two searches', async () => {
  bench.say('Die Straße nach 北京')
  const first = await thread.query(query('strasse 北京 in:chat'))
  expect(first).toEqual(bench.search('strasse 北京 in:chat', { limit: 10 }))
  expect(first.hits).toHaveLength(1)
  const id = bench.say('Another strasse')
  expect((await thread.query(query('strasse'))).hits[0]?.messageId).toBe(id)
})

it('items of the inbox are looked for there too, without those of a removed conversation', async () => {
  const about = { runId: null, scheduleId: null, questionId: null, conversationId: bench.place('Place') }
  for (const id of ['a', 'b'])
    bench.stores.inbox.insert({ id, kind: 'result', title: `Tea ${id}`, body: '', at: 1, ...about })
  bench.stores.conversations.hide(about.conversationId)
  const found = await thread.inbox('finished', { search: 't', limit: 10 })
  expect(found).toEqual(bench.stores.inbox.list('finished', { search: 't', limit: 10 }))
  expect(found).toMatchObject([{ id: 'b', conversationId: null }, { id: 'a' }])
})

it('searches that come together are answered in their order', async () => {
  const ids = ['one', 'two', 'three'].map((text) => bench.say(text))
  const pages = await Promise.all(['one', 'two', 'three'].map((text) => thread.query(query(text))))
  expect(pages.map(({ hits }) => hits.map((hit) => hit.messageId))).toEqual(ids.map((id) => [id]))
})

it('after a minute without a search the thread ends, and the next search starts one', async () => {
  const id = bench.say('word')
  expect(thread.alive()).toBe(0)
  await thread.query(query('word'))
  clock.advance(59_999)
  await thread.query(query('word'))
  clock.advance(59_999)
  expect(thread.alive()).toBe(1)
  clock.advance(1)
  await vi.waitFor(() => expect(thread.alive()).toBe(0))
  expect((await thread.query(query('word'))).hits[0]?.messageId).toBe(id)
})

it('a thread that cannot work says so, and none is left waiting', async () => {
  const script = join(bench.folder, 'broken.mjs')
  writeFileSync(script, 'throw new Error("broken")')
  const broken = threadOf(script)
  const asked = [broken.query(query('a')), broken.query(query('b'))]
  for (const each of asked) await expect(each).rejects.toThrow(/broken|ended/)
  await broken.stop()
})

it('after a stop nothing is searched', async () => {
  await thread.stop()
  await expect(thread.query(query('word'))).rejects.toMatchObject({ code: 'unavailable' })
})
