import { expect, it } from 'vitest'
import { clockChangeWords } from './clock-change-words.ts'

it.each([
  ['Sun 25 Oct: clocks go back 1 h', Date.parse('2026-10-25T01:00:00Z'), -3_600_000, 'Europe/Berlin'],
  ['Sun 28 Mar 2027: clocks go forward 1 h', Date.parse('2027-03-28T01:00:00Z'), 3_600_000, 'Europe/Berlin'],
  [
    'Sun 4 Oct: clocks go forward 30 min',
    Date.parse('2026-10-03T15:30:00Z'),
    1_800_000,
    'Australia/Lord_Howe',
  ],
  ['Fri 1 Jan 2027: clocks go back 1 h 30 min', Date.parse('2027-01-01T12:00:00Z'), -5_400_000, 'UTC'],
])(
  'a change of the clock is told in its zone, with the year when it is another one: %s',
  (words, at, byMs, zone) => {
    expect(clockChangeWords({ at, byMs }, Date.parse('2026-07-01T12:00:00Z'), zone)).toBe(words)
  },
)
