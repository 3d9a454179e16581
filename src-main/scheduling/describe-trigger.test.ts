import { describe, expect, test } from 'vitest'
import { describeBounds, describeTrigger } from './describe-trigger.ts'

const timeZone = 'Europe/London'
const now = Date.UTC(2026, 10, 21, 9)

describe('describe-trigger', () => {
  test.each([
    ['0 9 * * *', 'Every day at 09:00'],
    ['0 9 * * 1-5', 'Every weekday at 09:00'],
    ['0 9 * * 0,6', 'Every Saturday and Sunday at 09:00'],
    ['30 18 * * 1,4', 'Every Monday and Thursday at 18:30'],
    ['0 7,19 * * *', 'Every day at 07:00 and 19:00'],
    ['30 0 9 * * *', 'Every day at 09:00:30'],
    ['* * * * *', 'Every minute'],
    ['*/15 * * * *', 'Every 15 minutes'],
    ['*/7 * * * *', 'Every 7 minutes, counted from each full hour'],
    ['*/10 * * * * *', 'Every 10 seconds'],
    ['0 * * * *', 'Every hour'],
    ['5 * * * *', 'Every hour at :05'],
    ['0 */6 * * *', 'Every 6 hours'],
    ['0 9-17/2 * * 1-5', 'Every 2 hours from 09:00 to 17:00 on weekdays'],
    ['*/15 9-16 * * 1-5', 'Every 15 minutes from 09:00 to 16:45 on weekdays'],
    ['0 22,23,0,1,2 * * *', 'Every hour from 22:00 to 02:00'],
    ['0 10 L * *', 'On the last day of every month at 10:00'],
    ['0 9 LW * *', 'On the last weekday of every month at 09:00'],
    ['0 9 1W * *', 'On the first weekday of every month at 09:00'],
    ['0 9 15W * *', 'On the weekday nearest the 15th of every month at 09:00'],
    ['0 10 * * 1#1', 'On the first Monday of every month at 10:00'],
    ['0 10 * * 5L', 'On the last Friday of every month at 10:00'],
    ['0 9 1,15 * *', 'On the 1st and 15th of every month at 09:00'],
    ['0 9 31 * *', 'On the 31st of every month that has one at 09:00'],
    ['0 0 1 */3 *', 'On the 1st of January, April, July and October at 00:00'],
    ['0 9 1 6 *', 'Every year on 1 June at 09:00'],
    ['0 9 29 2 *', 'In every leap year, on 29 February at 09:00'],
    ['0 9 * 6 1', 'Every Monday in June at 09:00'],
    ['@daily', 'Every day at 00:00'],
  ])('%s is "%s"', (expression, words) => {
    expect(describeTrigger({ kind: 'cron', expression, timeZone }, { timeZone })).toBe(words)
  })

  test('what has no short name is told by cronstrue, and what is no cron as it stands', () => {
    const describeCron = (expression: string): string =>
      describeTrigger({ kind: 'cron', expression, timeZone }, { timeZone })
    expect(describeCron('0 9 13 * 5')).toBe('At 09:00, on day 13 of the month, and on Friday')
    expect(describeCron('99 9 * * *')).toBe('On the cron expression 99 9 * * *')
  })

  test('the zone is named when it is not the one of the user', () => {
    const tokyo = { kind: 'cron', expression: '0 9 * * *', timeZone: 'Asia/Tokyo' } as const
    expect(describeTrigger(tokyo, { timeZone })).toBe('Every day at 09:00 (Asia/Tokyo)')
    const calcutta = { ...tokyo, timeZone: 'Asia/Calcutta' }
    expect(describeTrigger(calcutta, { timeZone: 'Asia/Kolkata' })).toBe('Every day at 09:00')
  })

  test.each([
    [1000, 'Every second'],
    [90_000, 'Every 90 seconds'],
    [900_000, 'Every 15 minutes'],
    [5_400_000, 'Every 90 minutes'],
    [3_600_000, 'Every hour'],
    [86_400_000, 'Every 24 hours'],
    [7 * 86_400_000, 'Every 7 days'],
    [1500, 'Every 1.5 seconds'],
  ])('an interval of %d ms is "%s"', (everyMs, words) => {
    expect(describeTrigger({ kind: 'interval', everyMs }, { timeZone })).toBe(words)
  })

  test('a single time is told with its day, in the zone of the user', () => {
    const at = Date.UTC(2026, 10, 21, 9, 30)
    expect(describeTrigger({ kind: 'once', at }, { timeZone, now })).toBe('Once, on Sat 21 Nov 2026 at 09:30')
    expect(describeTrigger({ kind: 'once', at }, { timeZone: 'Asia/Kathmandu' })).toBe(
      'Once, on Sat 21 Nov 2026 at 15:15',
    )
    expect(describeTrigger({ kind: 'once', at }, { timeZone, now: at })).toBe(
      'Once, on Sat 21 Nov 2026 at 09:30 (passed)',
    )
  })

  test('bounds follow in words, whole days without a time', () => {
    const bounds = {
      notBefore: Date.UTC(2026, 10, 23),
      notAfter: Date.UTC(2027, 0, 1) - 1,
      maxRuns: 3,
      exclude: ['2026-12-25'],
    }
    expect(describeBounds(bounds, timeZone)).toBe(
      ', from Mon 23 Nov 2026, until Thu 31 Dec 2026, 3 times, not on 2026-12-25',
    )
    expect(describeBounds({ notAfter: now }, timeZone)).toBe(', until Sat 21 Nov 2026 at 09:00')
    expect(describeBounds({}, timeZone)).toBe('')
  })
})
