import { afterEach, beforeEach, expect, it } from 'vitest'
import { searchExpression } from './search-expression.ts'
import { openSearch, type SearchBench } from './testing/open-search.ts'

let bench: SearchBench
beforeEach(() => {
  bench = openSearch()
})
afterEach(() => bench.close())

const dayMs = 86_400_000
const at = (instant: string): number => Date.parse(instant)

const spanWords = (span: { readonly after: number; readonly until: number }): number =>
  searchExpression({
    words: [],
    without: [],
    kind: null,
    from: [],
    notFrom: [],
    inside: [],
    notInside: [],
    span,
  }).split(' ').length

it('from: tells chats from runs, and me from the assistant', () => {
  const run = bench.place('Nightly', { kind: 'background' })
  const mine = bench.say('word')
  const answer = bench.say('word', { role: 'assistant' })
  const notice = bench.say('word', { role: 'notice' })
  const instruction = bench.say('word', { in: run })
  const result = bench.say('word', { in: run, role: 'assistant' })
  expect(bench.find('word from:chat')).toEqual([notice, answer, mine])
  expect(bench.find('word from:run')).toEqual([result, instruction])
  expect(bench.find('from:me word')).toEqual([instruction, mine])
  expect(bench.find('word from:assistant from:run')).toEqual([result])
  expect(bench.find('word -from:run -from:me')).toEqual([notice, answer])
  expect(bench.find('word', { within: 'chats' })).toEqual([notice, answer, mine])
  expect(bench.find('word', { within: 'runs' })).toEqual([result, instruction])
  expect(bench.find('word from:run from:chat')).toEqual([])
})

it('filters alone list everything that they let through, the newest first', () => {
  const first = bench.say('one')
  bench.say('two', { role: 'assistant' })
  const third = bench.say('three')
  expect(bench.find('from:me')).toEqual([third, first])
  expect(bench.search('from:me').hits[0]?.snippet).toBe('three')
})

it('dividers and messages without words are not found by filters', () => {
  bench.say('', { role: 'assistant' })
  bench.say('here a new session begins', { role: 'divider' })
  expect(bench.find('from:chat')).toEqual([])
  expect(bench.find('session')).toEqual([])
})

it('in: takes a part of a title in any case and without accents', () => {
  const cafe = bench.place('Café Menü')
  const other = bench.place('Other')
  const there = bench.say('word', { in: cafe })
  const elsewhere = bench.say('word', { in: other })
  expect(bench.find('word in:cafe')).toEqual([there])
  expect(bench.find('word in:"FÉ men"')).toEqual([there])
  expect(bench.find('word -in:cafe')).toEqual([elsewhere])
  expect(bench.find('word in:nowhere')).toEqual([])
})

it('in: without quotes takes the words that follow as long as a title holds them', () => {
  const check = bench.place('Morning check')
  const walk = bench.place('Morning walk')
  const a = bench.say('the report is here', { in: check })
  bench.say('no mail', { in: check })
  const b = bench.say('a long report', { in: walk })
  expect(bench.find('in:Morning check report')).toEqual([a])
  expect(bench.find('in:morning report')).toEqual([b, a])
  expect(bench.find('in:"Morning" check')).toEqual([])
  expect(bench.search('in:Morning check report').hits[0]?.snippet).toBe('the \u0002report\u0003 is here')
})

it('in: takes the title of a schedule for its runs, those of a schedule that is gone too', () => {
  const first = bench.place('Mail', { kind: 'background', scheduleId: 'schedule_a' })
  const second = bench.place('Mail', { kind: 'background', scheduleId: 'schedule_a' })
  const other = bench.place('Backup', { kind: 'background', scheduleId: 'schedule_b' })
  const ids = [first, second].map((id) => bench.say('done', { in: id }))
  bench.say('done', { in: other })
  expect(bench.find('done in:mail')).toEqual(ids.toReversed())
})

it('in: is as right with more conversations of one name than are looked up one by one', () => {
  const places = Array.from({ length: 150 }, (_, i) => bench.place(`Trip ${i}`))
  const ids = places.map((id) => bench.say('packed', { in: id }))
  const home = bench.say('packed')
  expect(bench.find('packed in:trip', { limit: 200 })).toEqual(ids.toReversed())
  expect(bench.find('packed -in:trip')).toEqual([home])
})

it('bounds of time are exact to the millisecond, whatever the order in which messages came', () => {
  const before = bench.say('word', { at: at('2026-09-30T23:59:59.999Z') })
  const last = bench.say('word', { at: at('2026-10-01T23:59:59.999Z') })
  const first = bench.say('word', { at: at('2026-10-01T00:00:00Z') })
  const after = bench.say('word', { at: at('2026-10-02T00:00:00Z') })
  const old = bench.say('word', { at: at('2020-02-29T12:00:00Z') })
  expect(bench.find('word on:2026-10-01')).toEqual([first, last])
  expect(bench.find('word before:2026-10-01')).toEqual([old, before])
  expect(bench.find('word after:2026-10-01')).toEqual([after])
  expect(bench.find('word on:2026-10')).toEqual([after, first, last])
  expect(bench.find('word on:2026 before:2026-10')).toEqual([before])
  expect(bench.find('on:2020')).toEqual([old])
  expect(bench.find('word after:2019 before:2027')).toEqual([old, after, first, last, before])
  expect(bench.find('word on:2031')).toEqual([])
  expect(bench.find('after:2026-11 before:2026-09')).toEqual([])
})

it('a long span of days finds what lies in it, day by day', () => {
  const begin = at('2026-01-01T00:00:00Z')
  const ids = Array.from({ length: 200 }, (_, day) => bench.say('day', { at: begin + day * dayMs }))
  for (const [from, until] of [
    [0, 200],
    [3, 4],
    [31, 33],
    [10, 170],
  ] as const) {
    const query = { after: begin + from * dayMs, until: begin + until * dayMs, limit: 200 }
    expect(bench.find('day', query)).toEqual(ids.slice(from, until).toReversed())
  }
})

it('pages follow each other without a gap, and the last one says so', () => {
  const ids = Array.from({ length: 7 }, (_, i) => bench.say(`word ${i}`)).toReversed()
  const first = bench.search('word', { limit: 3 })
  const second = bench.search('word', { limit: 3, before: first.nextBefore })
  const third = bench.search('word', { limit: 3, before: second.nextBefore })
  expect([first, second, third].flatMap(({ hits }) => hits.map((hit) => hit.messageId))).toEqual(ids)
  expect(third.nextBefore).toBeNull()
  expect(bench.search('word', { limit: 7 }).nextBefore).toBeNull()
})

it('a hit says where it was said and by whom', () => {
  const run = bench.place('Nightly', { kind: 'background' })
  const id = bench.say('All is well', { in: run, role: 'assistant', at: 5 })
  expect(bench.search('well').hits).toEqual([
    {
      messageId: id,
      conversationId: run,
      at: 5,
      snippet: 'All is \u0002well\u0003',
      title: 'Nightly',
      kind: 'background',
      role: 'assistant',
    },
  ])
})

it('days are found also beside a message that a wrong clock put at the end of time', () => {
  bench.say('word', { at: at('2024-05-05T00:00:00Z') })
  const recent = bench.say('word', { at: at('2026-05-05T00:00:00Z') })
  const far = bench.say('word', { at: at('9999-12-31T00:00:00Z') })
  expect(bench.find('word after:2025')).toEqual([far, recent])
  expect(bench.find('after:2025')).toEqual([far, recent])
  expect(spanWords({ after: at('2026-01-01T00:00:00Z'), until: at('9999-12-31T00:00:00Z') })).toBeLessThan(10)
})
