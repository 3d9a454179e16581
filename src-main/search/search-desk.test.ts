import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Logger } from '../platform/logger.ts'
import { silentLogger } from '../platform/logger.ts'
import { zoneClock } from '../scheduling/zone-clock.ts'
import type { NewInboxItem } from '../store/inbox-store.ts'
import type { SearchPage, SearchQuery } from '../store/search-store.ts'
import { openSearch, type SearchBench } from '../store/testing/open-search.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createSearchDesk, type SearchDesk } from './search-desk.ts'
import type { SearchThread } from './search-thread.ts'

const now = Date.parse('2026-11-21T09:00:00Z')
const nothing: SearchPage = { hits: [], nextBefore: null }
const rest = { within: 'all', before: null, limit: 10, asker: null } as const

let bench: SearchBench
beforeEach(() => {
  bench = openSearch()
})
afterEach(() => bench.close())

const item: NewInboxItem = {
  id: 'i',
  kind: 'result',
  title: 'Tea',
  body: '',
  at: 1,
  runId: null,
  scheduleId: null,
  questionId: null,
  conversationId: null,
}

const deskIn = (
  zone: string,
  thread: SearchThread | null = null,
  logger: Logger = silentLogger,
): SearchDesk => {
  const clock = createTestClock(now, zone)
  const wall = () =>
    zoneClock(clock.timeZone()) ?? { wallAt: (at: number) => at, instantOf: (at: number) => at }
  const { search: store, inbox: items } = bench.stores
  return createSearchDesk({ store, items, thread, wall, clock, logger })
}

const found = async (desk: SearchDesk, text: string): Promise<string[]> =>
  (await desk.query({ text, ...rest })).hits.map((hit) => hit.messageId)

it('days are those of the system zone, with the changes of its clock', async () => {
  const berlin = deskIn('Europe/Berlin')
  const at = (instant: string) => ({ at: Date.parse(instant) })
  // 25 October 2026 has 25 hours there.
  bench.say('word', at('2026-10-24T21:59:59.999Z'))
  const first = bench.say('word', at('2026-10-24T22:00:00Z'))
  const last = bench.say('word', at('2026-10-25T22:59:59.999Z'))
  const next = bench.say('word', at('2026-10-25T23:00:00Z'))
  expect(await found(berlin, 'word on:2026-10-25')).toEqual([last, first])
  expect(await found(berlin, 'word after:2026-10-25')).toEqual([next])
})

it('today is the day on the wall', async () => {
  const early = bench.say('word', { at: Date.parse('2026-11-20T10:30:00Z') })
  const late = bench.say('word', { at: Date.parse('2026-11-21T10:30:00Z') })
  const [east, west] = [deskIn('Pacific/Kiritimati'), deskIn('Pacific/Pago_Pago')]
  expect(await found(east, 'word on:today')).toEqual([early])
  expect(await found(east, 'word after:today')).toEqual([late])
  expect(await found(west, 'word on:today')).toEqual([late])
  expect(await found(west, 'word on:yesterday')).toEqual([early])
})

it('a filter that is not understood is bad input with a sentence', async () => {
  await expect(deskIn('UTC').query({ text: 'before:soon', ...rest })).rejects.toMatchObject({
    code: 'bad_input',
    message:
      'before: takes a day, a month or a year, such as before:2026-10-01, before:2026-10 or before:yesterday.',
  })
})

it('where the thread fails, the main thread searches', async () => {
  const id = bench.say('word')
  const warnings: string[] = []
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) }
  const broken: SearchThread = {
    query: () => Promise.reject(new Error('gone')),
    inbox: () => Promise.reject(new Error('gone')),
    stop: () => Promise.resolve(),
    alive: () => 0,
  }
  expect(await found(deskIn('UTC', broken, logger), 'word')).toEqual([id])
  expect(warnings).toEqual(['a search was done on the main thread'])
  bench.stores.inbox.insert(item)
  expect(await deskIn('UTC', broken, logger).inbox('all', { search: 'tea', limit: 10 })).toMatchObject([
    { id: 'i' },
  ])
  expect(warnings).toHaveLength(2)
})

it('of the searches of one window that wait only the newest is done, and those of programs all are', async () => {
  const begun: SearchQuery[] = []
  const ends: (() => void)[] = []
  const slow: SearchThread = {
    inbox: () => Promise.resolve([]),
    query(query) {
      begun.push(query)
      return new Promise((resolve) => ends.push(() => resolve(nothing)))
    },
    stop: () => Promise.resolve(),
    alive: () => 1,
  }
  const desk = deskIn('UTC', slow)
  const ask = (text: string, asker: string | null): Promise<unknown> =>
    desk.query({ text, ...rest, asker }).catch((error: unknown) => error)
  const answers = [
    ask('a', 'window'),
    ask('b', 'window'),
    ask('c', null),
    ask('d', 'window'),
    ask('e', null),
    ask('f', 'window'),
  ]
  const done = Promise.all(answers)
  for (let i = 0; i < 4; i++) {
    ends[i]?.()
    await answers[[0, 2, 4, 5][i] ?? 0]
  }
  const superseded = expect.objectContaining({ code: 'conflict' })
  expect(await done).toEqual([nothing, superseded, nothing, superseded, nothing, nothing])
  expect(begun.map(({ search }) => search.wanted[0]?.text)).toEqual(['a', 'c', 'e', 'f'])
})

it('at the end nothing that waits is searched on the main thread any more', async () => {
  bench.say('word')
  const broken: SearchThread = {
    query: () => Promise.resolve().then(() => Promise.reject(new Error('gone'))),
    inbox: () => Promise.reject(new Error('gone')),
    stop: () => Promise.resolve(),
    alive: () => 0,
  }
  const warnings: string[] = []
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) }
  const desk = deskIn('UTC', broken, logger)
  const asked = [found(desk, 'word'), found(desk, 'word')]
  const stopping = desk.stop()
  const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'unavailable' }) }
  expect(await Promise.allSettled([...asked, found(desk, 'word')])).toEqual([refused, refused, refused])
  await stopping
  expect(warnings).toEqual([])
})
