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
    ['0 */6 * * *', 'Every 6 hours from 00:00 to 18:00'],
    ['0 */6 * * 6', 'Every 6 hours on Saturdays'],
    ['0 7,8,10,13,17,19,21 * * *', 'Every day at 07:00, 08:00, 10:00, 13:00, 17:00, 19:00 and 21:00'],
    ['0,30 9,11,13 * * *', 'Every day at 09:00, 09:30, 11:00, 11:30, 13:00 and 13:30'],
    ['0 9 1,3,5,7,9,11,13 * *', 'On the 1st, 3rd, 5th, 7th, 9th, 11th and 13th of every month at 09:00'],
    ['0 9 * 6 5L', 'Every year on the last Friday of June at 09:00'],
    ['0 9 1,15 6 *', 'Every year on the 1st and 15th of June at 09:00'],
    ['0 9 1-31 * *', 'Every day at 09:00'],
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
    [48 * 3_600_000, 'Every 48 hours'],
    [7 * 86_400_000, 'Every 168 hours'],
    [1500, 'Every 1.5 seconds'],
  ])('an interval of %d ms is "%s"', (everyMs, words) => {
    expect(describeTrigger({ kind: 'interval', everyMs }, { timeZone })).toBe(words)
  })

  test.each([
    ['0 8 * * *', 2, 'day', 'Every other day at 08:00'],
    ['0 8,20 * * *', 3, 'day', 'Every 3 days at 08:00 and 20:00'],
    ['0 9 * * 2', 2, 'week', 'Every other Tuesday at 09:00'],
    ['0 9 * * 2', 3, 'week', 'Every 3 weeks on Tuesday at 09:00'],
    ['0 9 * * 1,4', 2, 'week', 'Every other week on Monday and Thursday at 09:00'],
    ['0 9 * * 1-5', 2, 'week', 'Every other week on weekdays at 09:00'],
    ['0 9 * * *', 2, 'week', 'Every other week from Monday to Sunday at 09:00'],
    ['0 9 1,15 * *', 2, 'month', 'Every other month on the 1st and 15th at 09:00'],
    ['0 9 31 * *', 2, 'month', 'Every other month on the 31st, if it has one, at 09:00'],
    ['0 9 L * *', 3, 'month', 'Every 3 months on the last day at 09:00'],
    ['0 9 * * 2#2', 3, 'month', 'Every 3 months on the second Tuesday at 09:00'],
    ['0 9 1 6 *', 24, 'month', 'Every other year on 1 June at 09:00'],
    ['0 9 29 2 *', 48, 'month', 'Every 4 years on 29 February at 09:00'],
    ['0 9 * * 2', 3, 'day', 'Every Tuesday at 09:00, only on every 3rd day'],
    [
      '*/15 9-16 * * 1-5',
      2,
      'week',
      'Every 15 minutes from 09:00 to 16:45 on weekdays, only in every 2nd week',
    ],
    ['0 9 1 6 *', 12, 'month', 'Every year on 1 June at 09:00, only in every 12th month'],
    ['0 9 13 * 5', 2, 'week', 'At 09:00, on day 13 of the month, and on Friday, only in every 2nd week'],
  ] as const)('%s in every %d %s is "%s"', (expression, count, unit, words) => {
    const every = { count, unit, from: '2026-11-24' }
    expect(describeTrigger({ kind: 'cron', expression, timeZone, every }, { timeZone })).toBe(
      `${words}, counted from Tue 24 Nov 2026`,
    )
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

  test('the hours and the jitter of a schedule follow in words', () => {
    const hours = { from: '08:00', to: '20:00' }
    expect(describeBounds({ hours, jitterMs: 300_000 }, timeZone)).toBe(
      ', between 08:00 and 20:00, up to 5 minutes later',
    )
    expect(describeBounds({ jitterMs: 0 }, timeZone)).toBe('')
  })
})
