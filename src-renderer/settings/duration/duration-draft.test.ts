import { describe, expect, it } from 'vitest'
import { durationDraft, durationWords, readDuration } from './duration-draft.ts'

const bounds = { leastMs: 1000, mostMs: 30 * 86_400_000 }

describe('a length of time', () => {
  it.each([1000, 1001, 59_999, 60_000, 5_400_000, 7_200_000, 86_400_000, 129_600_000, 604_800_001])(
    'of %d ms is the same to the millisecond after it was shown and read',
    (ms) => {
      expect(readDuration(durationDraft(ms), bounds)).toEqual({ ok: true, ms })
    },
  )

  it.each([
    [5_400_000, '90', 'minutes', '90 minutes'],
    [3_600_000, '1', 'hours', '1 hour'],
    [14_400_000, '4', 'hours', '4 hours'],
    [172_800_000, '2', 'days', '2 days'],
  ] as const)('of %d ms is shown in the largest unit in which it is whole', (ms, amount, unit, words) => {
    expect(durationDraft(ms)).toEqual({ amount, unit })
    expect(durationWords(ms)).toBe(words)
  })

  it.each([
    ['', 'Give a number above 0.'],
    ['0', 'Give a number above 0.'],
    ['soon', 'Give a number above 0.'],
    ['0.0000001', 'That is too short.'],
    ['31', 'At most 30 days.'],
  ])('that is typed as %j days is refused with words', (amount, problem) => {
    expect(readDuration({ amount, unit: 'days' }, bounds)).toEqual({ ok: false, problem })
  })
})
