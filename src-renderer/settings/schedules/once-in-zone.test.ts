import { expect, it } from 'vitest'
import { onceInZone } from './once-in-zone.ts'

const once = (iso: string) => ({ kind: 'once', at: Date.parse(iso) }) as const

it.each([
  [
    'Once, on Sun 22 Nov 2026 at 08:00',
    '2026-11-22T08:00:00Z',
    'Once, on Sun 22 Nov 2026 at 09:00',
    'Europe/Berlin',
  ],
  [
    'Once, on Wed 30 Sep 2026 at 22:15:05',
    '2026-09-30T22:15:05Z',
    'Once, on Thu 1 Oct 2026 at 00:15:05',
    'Europe/Berlin',
  ],
  [
    'Once, on Mon 1 Jun 2026 at 20:00 (passed)',
    '2026-06-01T20:00:00Z',
    'Once, on Tue 2 Jun 2026 at 01:45 (passed)',
    'Asia/Kathmandu',
  ],
])('a one-time trigger is told by the clock it was said in: %s', (words, at, expected, zone) => {
  expect(onceInZone(words, once(at), zone, 'UTC')).toBe(expected)
})

it('the words of other triggers stay as they are', () => {
  const interval = { kind: 'interval', everyMs: 60_000 } as const
  expect(onceInZone('Every minute', interval, 'Europe/Berlin', 'UTC')).toBe('Every minute')
})
