import { expect, test } from 'vitest'
import { duration, localDay, localTime } from './local-time.ts'

const instant = Date.UTC(2026, 10, 21, 8, 5, 7)

test('an instant is shown in the given zone', () => {
  expect(localTime(instant, 'Europe/Berlin')).toBe('2026-11-21 09:05')
  expect(localTime(instant, 'Asia/Kolkata', 'second')).toBe('2026-11-21 13:35:07')
  expect(localDay(instant, 'Europe/Berlin')).toBe('Sat 2026-11-21 09:05:07')
  expect(localDay(Date.UTC(2026, 10, 22, 23, 30), 'Europe/Berlin')).toBe('Mon 2026-11-23 00:30')
})

test.each([
  [350, '350 ms'],
  [4200, '4.2 s'],
  [59_800, '1 min'],
  [185_000, '3 min 5 s'],
  [7_800_000, '2 h 10 min'],
  [7_200_000, '2 h'],
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})
