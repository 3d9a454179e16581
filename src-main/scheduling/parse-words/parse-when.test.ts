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

function problemOf(text: string, at = context): string {
  const result = parseWhen(text, at)
  if (!isRefusal(result)) throw new Error(`"${text}" was read as ${result.words}`)
  return result.problem
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
    [
      'every 3 months on the 1st',
      '0 9 1 1,4,7,10 *',
      'On the 1st of January, April, July and October at 09:00',
    ],
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

  test.each([
    ['every blue moon', '"every blue moon" was not understood'],
    ['every weekday at 9 except holidays', '"except holidays" was not understood'],
    ['every day at 25', 'hours go from 0 to 23'],
    ['every day at 9:75', 'minutes from 0 to 59'],
    ['every day at 13pm', 'with am and pm, hours go from 1 to 12'],
    ['today at 8', 'Sat 21 Nov 2026 at 08:00 has already passed: it is 11:07 now'],
    ['today', 'Say at what time today'],
    ['tonight at 2', 'can be read in two ways'],
    ['every 30 minutes between 9 and 5', 'can be read in two ways'],
    ['3/4 at 9', 'can be read in two ways'],
    ['every other week on tuesday', 'cannot be kept exactly'],
    ['every two days', 'cannot be kept exactly'],
    ['every second tuesday', 'cannot be kept exactly'],
    ['every 7 hours on weekdays', 'does not divide a day evenly'],
    ['every 7 minutes between 9 and 17', 'does not divide an hour evenly'],
    ['every 5 months on the 1st', 'does not divide a year evenly'],
    ['every day at 9:00 and 18:30', 'need two schedules'],
    ['31 june', 'June has at most 30 days'],
    ['every year on 30 february', 'February has at most 29 days'],
    ['29 february 2027 at 9', '2027 has no 29 February'],
    ['friday 28 november at 9', 'falls on another weekday'],
    ['on monday and thursday at 9', 'Several days need a repetition'],
    ['twice a day', 'Say at which times'],
    ['weekly', 'Say on which day of the week'],
    ['monthly', 'Say on which day of the month'],
    ['yearly', 'Say on which day of the year'],
    ['between 9 and 17', 'Say how often'],
    ['every 0 minutes', 'at least 1'],
    ['tomorrow at 8 until friday', 'needs a repetition'],
    ['in 20 minutes at 9', 'do not go together'],
    ['every 15 minutes tomorrow', 'do not go together'],
    ['every day at 9 until yesterday', '"until yesterday" was not understood'],
    ['every day at 9 starting 2026-12-05 until 2026-12-01', 'The end lies before the start'],
    ['every monday at 9 until tomorrow', 'would never happen'],
    ['', 'Say how often'],
    ['9', '"9" was not understood'],
  ])('"%s" is refused: %s', (text, problem) => {
    expect(problemOf(text)).toContain(problem)
  })

  test('a refusal says what was understood before it', () => {
    expect(parseWhen('every weekday at 9 except holidays', context)).toMatchObject({
      understood: 'Every weekday at 09:00',
    })
    expect(parseWhen('every blue moon', context)).toMatchObject({ understood: null })
  })

  test('tonight, late in the evening, is the next full hour, and close to midnight it is over', () => {
    const late = (iso: string) => ({ now: Date.parse(iso), timeZone: 'UTC' })
    expect(read('tonight', late('2026-11-21T21:20:00Z')).words).toBe('Once, on Sat 21 Nov 2026 at 22:00')
    expect(problemOf('tonight', late('2026-11-21T23:20:00Z'))).toContain('almost over')
  })

  test('an unknown zone is refused by its name', () => {
    expect(problemOf('every day at 9', { now, timeZone: 'Mars/Olympus' })).toContain(
      '"Mars/Olympus" is not known',
    )
  })
})
