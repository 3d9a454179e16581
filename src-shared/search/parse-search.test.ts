import { expect, it } from 'vitest'
import { parseSearch } from './parse-search.ts'
import type { ParsedSearch } from './parsed-search.ts'

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const today = day('2026-11-21')
const nothing: ParsedSearch = {
  wanted: [],
  unwanted: [],
  from: [],
  notFrom: [],
  inside: [],
  notInside: [],
  fromDay: null,
  untilDay: null,
}

const read = (text: string): ParsedSearch => {
  const reading = parseSearch(text, today)
  if (reading.kind === 'refused') throw new Error(reading.message)
  return reading.search
}
const refusal = (text: string): string => {
  const reading = parseSearch(text, today)
  return reading.kind === 'refused' ? reading.message : 'understood'
}
const word = (text: string) => ({ kind: 'word', text }) as const
const phrase = (text: string) => ({ kind: 'phrase', text }) as const

it('words and phrases are looked for, those with a minus must not be there', () => {
  expect(read('red "green apple" -blue -"old tree"')).toEqual({
    ...nothing,
    wanted: [word('red'), phrase('green apple')],
    unwanted: [word('blue'), phrase('old tree')],
  })
})

it('a quote that is still being typed goes to the end, and quotes of other languages are quotes', () => {
  expect(read('a "green app').wanted).toEqual([word('a'), phrase('green app')])
  expect(read('„grüner Apfel“ «pomme verte»').wanted).toEqual([phrase('grüner Apfel'), phrase('pomme verte')])
})

it('a minus inside of a word, or alone, excludes nothing', () => {
  expect(read('well-known - -- 3 - 4')).toEqual({
    ...nothing,
    wanted: [word('well-known'), word('3'), word('4')],
  })
})

it('filters say from whom and where', () => {
  expect(read('from:run FROM:Me -from:assistant report')).toEqual({
    ...nothing,
    from: ['run', 'me'],
    notFrom: ['assistant'],
    wanted: [word('report')],
  })
  expect(read('in:"Morning check" x -in:Trip')).toEqual({
    ...nothing,
    inside: [{ title: 'Morning check', next: null }],
    notInside: [{ title: 'Trip', next: null }],
    wanted: [word('x')],
  })
})

it('an unquoted title may go on with the words that follow it', () => {
  expect(read('old in:Morning check')).toEqual({
    ...nothing,
    wanted: [word('old'), word('check')],
    inside: [{ title: 'Morning', next: 1 }],
  })
})

it('days, months and years bound the time, and the named one is in neither before nor after', () => {
  expect(read('before:2026-10-01')).toEqual({ ...nothing, untilDay: day('2026-10-01') })
  expect(read('after:2026-10')).toEqual({ ...nothing, fromDay: day('2026-11-01') })
  expect(read('on:2024')).toEqual({ ...nothing, fromDay: day('2024-01-01'), untilDay: day('2025-01-01') })
  expect(read('on:today')).toEqual({ ...nothing, fromDay: today, untilDay: today + 1 })
  expect(read('on:Yesterday')).toEqual({ ...nothing, fromDay: today - 1, untilDay: today })
  expect(read('on:2024-02-29').fromDay).toBe(day('2024-02-29'))
  expect(read('on:2024-12').untilDay).toBe(day('2025-01-01'))
})

it('of several bounds the narrowest counts', () => {
  expect(read('after:2026-01-01 after:2026-02-01 before:2026-05 before:2026-04 on:2026')).toEqual({
    ...nothing,
    fromDay: day('2026-02-02'),
    untilDay: day('2026-04-01'),
  })
})

it('a filter that is known and not understood is refused with what it takes', () => {
  expect(refusal('from:nobody')).toBe('from: takes run, chat, me or assistant.')
  expect(refusal('x in: y')).toBe('in: takes a part of a title, such as in:"Morning check".')
  for (const date of ['2026-13', '2026-02-29', '2026-1-', 'soon', '1969', ''])
    expect(refusal(`before:${date}`)).toMatch(/^before: takes a day, a month or a year/)
  expect(refusal('-on:2026-10-01')).toMatch(/cannot be turned round/)
})

it('what only looks like a filter is words', () => {
  expect(read('https://example.org/a foo:bar begin:x').wanted).toEqual([
    word('https://example.org/a'),
    word('foo:bar'),
    word('begin:x'),
  ])
})

it('signs without a word in them are looked for nowhere', () => {
  expect(read('… ? "!" -) ""')).toEqual(nothing)
})
