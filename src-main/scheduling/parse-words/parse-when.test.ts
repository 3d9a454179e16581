import { describe, expect, test } from 'vitest'
import { parseWhen, type ParsedWhen } from './parse-when.ts'
import { isRefusal } from './when-problem.ts'

/** A Saturday, 11:07:30 in Berlin. */
const now = Date.parse('2026-11-21T10:07:30Z')
const context = { now, timeZone: 'Europe/Berlin' }

function read(text: string, at = context): ParsedWhen {
  const result = parseWhen(text, at)
  if (isRefusal(result)) throw new Error(`${text}: ${result.problem}`)
  return result
}

const berlin = (wall: string): number => Date.parse(`${wall}:00+01:00`)

describe('parse-when', () => {
  test.each([
    ['every morning', '0 9 * * *', 'Every day at 09:00'],
    ['every weekday at 9', '0 9 * * 1-5', 'Every weekday at 09:00'],
    ['every day at 7 and 19', '0 7,19 * * *', 'Every day at 07:00 and 19:00'],
    ['mondays and thursdays at 18:30', '30 18 * * 1,4', 'Every Monday and Thursday at 18:30'],
    [
      'every monday, wednesday and friday at 9am',
      '0 9 * * 1,3,5',
      'Every Monday, Wednesday and Friday at 09:00',
    ],
    [
      'every 2 hours between 9 and 17 on weekdays',
      '0 9-17/2 * * 1-5',
      'Every 2 hours from 09:00 to 17:00 on weekdays',
    ],
    ['every 15 minutes between 9 and 17', '*/15 9-16 * * *', 'Every 15 minutes from 09:00 to 16:45'],
    ['every 30 minutes on weekends', '*/30 * * * 0,6', 'Every 30 minutes on weekends'],
    ['every hour between 22 and 2', '0 0,1,2,22,23 * * *', 'Every hour from 22:00 to 02:00'],
    ['first monday of the month at 10', '0 10 * * 1#1', 'On the first Monday of every month at 10:00'],
    ['on the second tuesday of every month', '0 9 * * 2#2', 'On the second Tuesday of every month at 09:00'],
    ['last day of the month', '0 9 L * *', 'On the last day of every month at 09:00'],
    ['last weekday of the month', '0 9 LW * *', 'On the last weekday of every month at 09:00'],
    ['last friday of each month at 5 pm', '0 17 * * 5L', 'On the last Friday of every month at 17:00'],
    ['the 1st and 15th of every month at 8', '0 8 1,15 * *', 'On the 1st and 15th of every month at 08:00'],
    ['monthly on the 31st', '0 9 31 * *', 'On the 31st of every month that has one at 09:00'],
    ['quarterly on the 1st', '0 9 1 1,4,7,10 *', 'On the 1st of January, April, July and October at 09:00'],
    ['on the last day of june and december', '0 9 L 6,12 *', 'On the last day of June and December at 09:00'],
    ['every year on the last friday of june', '0 9 * 6 5L', 'Every year on the last Friday of June at 09:00'],
    ['every monday in june at 9', '0 9 * 6 1', 'Every Monday in June at 09:00'],
    [
      'on the weekday nearest the 15th of every month',
      '0 9 15W * *',
      'On the weekday nearest the 15th of every month at 09:00',
    ],
    ['every hour at :05', '5 * * * *', 'Every hour at :05'],
    ['every 6 hours on the hour on sundays', '0 */6 * * 0', 'Every 6 hours on Sundays'],
    ['every 20 minutes between 9 and 17', '*/20 9-16 * * *', 'Every 20 minutes from 09:00 to 16:40'],
    [
      'every day except sundays at 9',
      '0 9 * * 1,2,3,4,5,6',
      'Every Monday, Tuesday, Wednesday, Thursday, Friday and Saturday at 09:00',
    ],
    ['EVERY WEEKDAY AT 9AM', '0 9 * * 1-5', 'Every weekday at 09:00'],
    ['9:30pm every weekday', '30 21 * * 1-5', 'Every weekday at 21:30'],
    ['every day at 09:00:30', '30 0 9 * * *', 'Every day at 09:00:30'],
    ['every day at 9 (Europe/Berlin)', '0 9 * * *', 'Every day at 09:00'],
    ['every year on 1 june', '0 9 1 6 *', 'Every year on 1 June at 09:00'],
    ['daily', '0 9 * * *', 'Every day at 09:00'],
    ['daily at 9:30 pm', '30 21 * * *', 'Every day at 21:30'],
    ['weekly on friday', '0 9 * * 5', 'Every Friday at 09:00'],
    ['mon-fri at 8:15', '15 8 * * 1-5', 'Every weekday at 08:15'],
    ['every evening at 7', '0 19 * * *', 'Every day at 19:00'],
    ['every day at 7 and 9 pm', '0 19,21 * * *', 'Every day at 19:00 and 21:00'],
    ['every weekday morning at 8', '0 8 * * 1-5', 'Every weekday at 08:00'],
    ['every day at noon and midnight', '0 0,12 * * *', 'Every day at 00:00 and 12:00'],
    ['every day at 5', '0 5 * * *', 'Every day at 05:00'],
    ['every hour between 9 and 5pm', '0 9-17 * * *', 'Every hour from 09:00 to 17:00'],
  ])('"%s" is the cron %s, said back as "%s"', (text, expression, words) => {
    expect(read(text)).toEqual({
      trigger: { kind: 'cron', expression, timeZone: 'Europe/Berlin' },
      bounds: {},
      words,
    })
  })

  test.each([
    ['in 20 minutes', now + 1_200_000],
    ['in an hour and a half', now + 5_400_000],
    ['in 1 hour and 30 minutes', now + 5_400_000],
    ['20 minutes from now', now + 1_200_000],
    ['in 5m', now + 300_000],
    ['in 3 days', berlin('2026-11-24T11:07') + 30_000],
    ['in 2 weeks at 9', berlin('2026-12-05T09:00')],
    ['tonight', berlin('2026-11-21T20:00')],
    ['tonight at 9', berlin('2026-11-21T21:00')],
    ['this afternoon', berlin('2026-11-21T14:00')],
    ['tomorrow', berlin('2026-11-22T09:00')],
    ['tomorrow at 8', berlin('2026-11-22T08:00')],
    ['tomorrow evening at 7', berlin('2026-11-22T19:00')],
    ['noon tomorrow', berlin('2026-11-22T12:00')],
    ['the day after tomorrow at 10', berlin('2026-11-23T10:00')],
    ['next friday 17:30', berlin('2026-11-27T17:30')],
    ['friday 27 november at 9', berlin('2026-11-27T09:00')],
    ['saturday at 18', berlin('2026-11-21T18:00')],
    ['saturday at 9', berlin('2026-11-28T09:00')],
    ['on 3 march at noon', berlin('2027-03-03T12:00')],
    ['march 3rd, 2028 at 12 pm', berlin('2028-03-03T12:00')],
    ['2026-12-01 09:30', berlin('2026-12-01T09:30')],
    ['2026-12-01T09:30', berlin('2026-12-01T09:30')],
    ['on the 15th at 9', berlin('2026-12-15T09:00')],
    ['at midnight', berlin('2026-11-22T00:00')],
    ['at noon', berlin('2026-11-21T12:00')],
    ['9am', berlin('2026-11-22T09:00')],
    ['9:30 p.m.', berlin('2026-11-21T21:30')],
    ['17h', berlin('2026-11-21T17:00')],
    ['half past 9', berlin('2026-11-22T09:30')],
    ['on 29 february at 9', berlin('2028-02-29T09:00')],
  ])('"%s" is one instant', (text, at) => {
    expect(read(text).trigger).toEqual({ kind: 'once', at })
  })

  test('what one cron cannot say keeps its hours beside it', () => {
    const hours = { from: '09:00', to: '17:00' }
    expect(read('every 7 minutes between 9 and 17')).toEqual({
      trigger: { kind: 'interval', everyMs: 420_000, anchor: berlin('2026-11-21T09:00') },
      bounds: { hours },
      words: 'Every 7 minutes, between 09:00 and 17:00',
    })
    expect(read('every 15 minutes between 9:30 and 17:30 on weekdays')).toEqual({
      trigger: { kind: 'cron', expression: '*/15 * * * 1-5', timeZone: 'Europe/Berlin' },
      bounds: { hours: { from: '09:30', to: '17:30' } },
      words: 'Every 15 minutes on weekdays, between 09:30 and 17:30',
    })
    expect(read('every 30 seconds only between 9 and 17').bounds).toEqual({ hours })
    expect(read('every day at 9 and 12, between 8 and 12').bounds).toEqual({
      hours: { from: '08:00', to: '12:00' },
    })
  })

  test('"until" a month or a year ends before it, "through" and "the end of" end after it', () => {
    const end = (text: string): string => read(`every day at 9 ${text}`).words.replace(/.*, /, '')
    expect(end('until december')).toBe('until Mon 30 Nov 2026')
    expect(end('through december')).toBe('until Thu 31 Dec 2026')
    expect(end('until the end of december')).toBe('until Thu 31 Dec 2026')
    expect(end('until the end of the month')).toBe('until Mon 30 Nov 2026')
    expect(end('until march 2028')).toBe('until Tue 29 Feb 2028')
    expect(end('until 2028')).toBe('until Fri 31 Dec 2027')
    expect(end('starting next week')).toBe('from Mon 23 Nov 2026')
    expect(end('starting in january')).toBe('from Fri 1 Jan 2027')
  })

  test('single days that are left out, and how late it may start, are read and said back', () => {
    expect(
      read('every weekday at 9 except on 25 december and 26 december, up to 5 minutes later'),
    ).toMatchObject({
      bounds: { exclude: ['2026-12-25', '2026-12-26'], jitterMs: 300_000 },
      words: 'Every weekday at 09:00, not on 2026-12-25, not on 2026-12-26, up to 5 minutes later',
    })
  })

  test('"next friday" is the one of next week, "friday" the coming one', () => {
    const wednesday = { now: Date.parse('2026-11-18T10:00:00Z'), timeZone: 'UTC' }
    expect(read('next friday at 9', wednesday).words).toBe('Once, on Fri 27 Nov 2026 at 09:00')
    expect(read('friday at 9', wednesday).words).toBe('Once, on Fri 20 Nov 2026 at 09:00')
  })

  test('a repetition in parts of an hour goes by the clock of the zone', () => {
    expect(read('every 15 minutes').trigger).toEqual({ kind: 'interval', everyMs: 900_000, anchor: 0 })
    expect(read('every 2 seconds').trigger).toEqual({ kind: 'interval', everyMs: 2000, anchor: 0 })
    expect(read('every half hour').words).toBe('Every 30 minutes')
    const kathmandu = { now, timeZone: 'Asia/Kathmandu' }
    expect(read('hourly', kathmandu).trigger).toEqual({
      kind: 'interval',
      everyMs: 3_600_000,
      anchor: 900_000,
    })
  })

  test('any other repetition is counted from now, or from its start', () => {
    const anchor = Math.floor(now / 1000) * 1000
    expect(read('every 90 minutes').trigger).toEqual({ kind: 'interval', everyMs: 5_400_000, anchor })
    const start = berlin('2026-11-22T09:00')
    expect(read('every 2 hours starting tomorrow at 9')).toEqual({
      trigger: { kind: 'interval', everyMs: 7_200_000, anchor: start },
      bounds: { notBefore: start },
      words: 'Every 2 hours, from Sun 22 Nov 2026 at 09:00',
    })
  })

  test('the day and the hour are those of the zone, whatever the zone of the process', () => {
    const instant = Date.parse('2026-11-21T23:30:00Z')
    const at = (timeZone: string): string => {
      const { trigger } = read('tomorrow at 8', { now: instant, timeZone })
      return trigger.kind === 'once' ? new Date(trigger.at).toISOString().slice(0, 16) : ''
    }
    expect(at('Pacific/Auckland')).toBe('2026-11-22T19:00')
    expect(at('America/Los_Angeles')).toBe('2026-11-22T16:00')
    expect(at('Asia/Kathmandu')).toBe('2026-11-23T02:15')
  })

  test('days are counted by the calendar over a change of the clock, hours are not', () => {
    const before = { now: Date.parse('2026-10-24T10:00:00Z'), timeZone: 'Europe/Berlin' }
    expect(read('in 1 day', before).words).toBe('Once, on Sun 25 Oct 2026 at 12:00')
    expect(read('in 24 hours', before).words).toBe('Once, on Sun 25 Oct 2026 at 11:00')
  })

  test('bounds are read and said back', () => {
    expect(read('every day at 9 until 1 march')).toMatchObject({
      bounds: { notAfter: berlin('2027-03-02T00:00') - 1 },
      words: 'Every day at 09:00, until Mon 1 Mar 2027',
    })
    expect(read('every day at 9 starting monday').bounds).toEqual({ notBefore: berlin('2026-11-23T00:00') })
    expect(read('every day at 9, 3 times')).toMatchObject({
      bounds: { maxRuns: 3 },
      words: 'Every day at 09:00, 3 times',
    })
    expect(read('every minute until 18:00').bounds).toEqual({ notAfter: berlin('2026-11-21T18:00') })
    expect(read('every day at 9 for two weeks').words).toBe(
      'Every day at 09:00, until Sat 5 Dec 2026 at 11:07',
    )
    expect(read('weekly on friday from 1 december until 31 december twice').bounds).toEqual({
      notBefore: berlin('2026-12-01T00:00'),
      notAfter: berlin('2027-01-01T00:00') - 1,
      maxRuns: 2,
    })
  })
})
