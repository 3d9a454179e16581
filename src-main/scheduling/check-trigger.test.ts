import { describe, expect, test } from 'vitest'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { checkBounds, checkTrigger } from './check-trigger.ts'

const now = Date.UTC(2026, 10, 21, 9)
const cron = (expression: string, timeZone = 'UTC'): Trigger => ({ kind: 'cron', expression, timeZone })

describe('check-trigger', () => {
  test('good triggers are accepted', () => {
    const good: Trigger[] = [
      { kind: 'once', at: now + 1 },
      { kind: 'interval', everyMs: 1000 },
      cron('0 9 * * mon-fri', 'Europe/London'),
      cron('0 0 9 L * *'),
      cron('0 9 29 2 *'),
    ]
    for (const trigger of good) expect(checkTrigger(trigger, now)).toBeNull()
  })

  test('a missing or malformed time is refused with the reason', () => {
    expect(checkTrigger({ kind: 'once', at: NaN }, now)).toContain('missing or malformed')
    expect(checkTrigger({ kind: 'interval', everyMs: 0.5 }, now)).toContain('missing or malformed')
    expect(checkTrigger(cron(''), now)).toContain('none was given')
  })

  test('a past "once" is refused, in the time of the user', () => {
    expect(checkTrigger({ kind: 'once', at: now }, now, 'Asia/Tokyo')).toBe(
      'Sat 21 Nov 2026 at 18:00 has already passed. Choose a later time.',
    )
  })

  test('a time in microseconds is refused as too far ahead', () => {
    expect(checkTrigger({ kind: 'once', at: now * 1000 }, now)).toContain('more than 100 years')
  })

  test('an interval under a second is refused', () => {
    expect(checkTrigger({ kind: 'interval', everyMs: 999 }, now)).toContain('at least one second')
  })

  test('a cron that never fires is refused', () => {
    expect(checkTrigger(cron('0 0 31 2 *'), now)).toContain('never fires')
  })

  test('an unknown zone is refused by its name', () => {
    expect(checkTrigger(cron('0 9 * * *', 'Mars/Olympus'), now)).toContain('"Mars/Olympus" is not known')
  })

  test('a stride that meets its cron only in thousands of years is refused like one that never does', () => {
    const every = { count: 1000, unit: 'day', from: '2026-11-22' } as const
    const rare: Trigger = { kind: 'cron', expression: '0 9 29 2 *', timeZone: 'UTC', every }
    expect(checkTrigger(rare, now)).toContain('never falls into every 1000th day counted from 2026-11-22')
  })

  test('a stride that never meets its cron is refused, and one that does is accepted', () => {
    const yearly = (from: string): Trigger => ({
      kind: 'cron',
      expression: '0 9 1 2 *',
      timeZone: 'UTC',
      every: { count: 2, unit: 'month', from },
    })
    expect(checkTrigger(yearly('2026-11-01'), now)).toBe(
      '"0 9 1 2 *" never falls into every 2nd month counted from 2026-11-01. Choose another day to count from, or another rhythm.',
    )
    expect(checkTrigger(yearly('2026-12-31'), now)).toBeNull()
  })

  test('a stride is counted from a date that exists, in days, weeks or months from 2 to 1000', () => {
    const every = (count: number, from: string): Trigger => ({
      kind: 'cron',
      expression: '0 9 * * *',
      timeZone: 'UTC',
      every: { count, unit: 'week', from },
    })
    expect(checkTrigger(every(2, '2027-02-29'), now)).toContain('"2027-02-29" is not a date to count from')
    expect(checkTrigger(every(2, 'tomorrow'), now)).toContain('"tomorrow" is not a date')
    expect(checkTrigger(every(1, '2026-11-24'), now)).not.toBeNull()
    expect(checkTrigger(every(2, '2026-11-24'), now)).toBeNull()
  })

  test.each([
    ['61 * * * *', 'minutes go from 0 to 59'],
    ['0 24 * * *', 'hours go from 0 to 23'],
    ['0 0 32 * *', 'days of the month go from 1 to 31'],
    ['0 0 0 * *', 'days of the month go from 1 to 31'],
    ['0 0 1 13 *', 'months go from 1 to 12'],
    ['0 0 1 foo *', '"foo" cannot be read; months'],
    ['0 9 * * 8', 'weekdays go from 0 to 7'],
    ['0 9 * * 1#6', '1 to 5 or L'],
    ['0 22-2 * * *', 'from the smaller value to the larger'],
    ['*/0 * * * *', 'at least 1'],
    ['5/5 * * * *', '*/15 or 9-17/2'],
    ['* * *', '3 were given'],
    ['0 0 0 1 1 * 2030', '7 were given'],
    ['@reboot', 'five fields'],
  ])('the cron %s is refused and the message says %s', (expression, message) => {
    expect(checkTrigger(cron(expression), now)).toContain(message)
  })
})

describe('check-bounds', () => {
  test('an end before the start is refused', () => {
    expect(checkBounds({ notBefore: now + 2, notAfter: now + 1 })).toContain('end lies before the start')
    expect(checkBounds({ notBefore: now, notAfter: now + 1 })).toBeNull()
  })

  test('hours that begin where they end are refused', () => {
    expect(checkBounds({ hours: { from: '10:00', to: '10:00' } })).toContain('there is no time')
    expect(checkBounds({ hours: { from: '22:00', to: '06:00' } })).toBeNull()
  })

  test('hours that none of its times lies in are refused', () => {
    const daily = { trigger: cron('0 9 * * *', 'Europe/London'), now }
    expect(checkBounds({ hours: { from: '10:00', to: '12:00' } }, daily)).toBe(
      'It would never run: none of its times lies between 10:00 and 12:00. Choose other hours, or another time.',
    )
    expect(checkBounds({ hours: { from: '09:00', to: '09:01' } }, daily)).toBeNull()
    const interval = { trigger: { kind: 'interval', everyMs: 86_400_000, anchor: now } as const, now }
    const hours = { from: '18:00', to: '18:30' }
    expect(checkBounds({ hours }, { ...interval, timeZone: 'Asia/Tokyo' })).toBeNull()
    expect(checkBounds({ hours }, { ...interval, timeZone: 'UTC' })).toContain('would never run')
  })

  test('an excluded date that no calendar has is refused by name', () => {
    expect(checkBounds({ exclude: ['2026-12-24', '2026-02-30'] })).toContain('"2026-02-30"')
    expect(checkBounds({ exclude: ['2028-02-29'] })).toBeNull()
  })

  test('bounds that leave no fire are refused', () => {
    const against = { trigger: cron('0 8 * * *'), now }
    expect(checkBounds({ notAfter: now - 1 }, against)).toContain('already passed')
    expect(checkBounds({ notAfter: now + 3_600_000 }, against)).toContain('Nothing is left')
    expect(checkBounds({ notAfter: now + 86_400_000 }, against)).toBeNull()
  })
})
