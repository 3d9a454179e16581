import { expect, it } from 'vitest'
import { quietHoursEnd } from './quiet-hours-end.ts'

const night = { from: '22:00', to: '07:00' }
const at = (text: string): number => Date.parse(text)

it('quiet hours end at their wall-clock time, also past midnight', () => {
  expect(quietHoursEnd(night, at('2026-11-21T23:30:00Z'), 'UTC')).toBe(at('2026-11-22T07:00:00Z'))
  expect(quietHoursEnd(night, at('2026-11-22T06:59:59Z'), 'UTC')).toBe(at('2026-11-22T07:00:00Z'))
  expect(quietHoursEnd({ from: '12:00', to: '14:00' }, at('2026-11-21T12:00:00Z'), 'UTC')).toBe(
    at('2026-11-21T14:00:00Z'),
  )
})

it('outside of them it is not quiet, without any, and where they begin when they end', () => {
  expect(quietHoursEnd(night, at('2026-11-22T07:00:00Z'), 'UTC')).toBeNull()
  expect(quietHoursEnd(night, at('2026-11-22T21:59:59Z'), 'UTC')).toBeNull()
  expect(quietHoursEnd(null, at('2026-11-22T23:00:00Z'), 'UTC')).toBeNull()
  expect(quietHoursEnd({ from: '09:00', to: '09:00' }, at('2026-11-22T09:00:00Z'), 'UTC')).toBeNull()
})

it('a night in which the clock is set back ends at the same wall-clock time', () => {
  const zone = 'Europe/Berlin'
  let end = quietHoursEnd(night, at('2026-10-24T23:00:00Z'), zone)
  // Asked again at the change of the clock, as whoever waits for it does.
  for (let next = end; next !== null; next = quietHoursEnd(night, next, zone)) end = next
  expect(end).toBe(at('2026-10-25T06:00:00Z'))
})
