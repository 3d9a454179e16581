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

describe('every other day, week or month', () => {
  test.each([
    ['every other week on tuesday', '0 9 * * 2', 2, 'week', '2026-11-24', 'Every other Tuesday at 09:00'],
    ['EVERY OTHER TUESDAY AT 9AM', '0 9 * * 2', 2, 'week', '2026-11-24', 'Every other Tuesday at 09:00'],
    ['tuesdays at 9, every other week', '0 9 * * 2', 2, 'week', '2026-11-24', 'Every other Tuesday at 09:00'],
    ['on tuesday every other week', '0 9 * * 2', 2, 'week', '2026-11-24', 'Every other Tuesday at 09:00'],
    ['fortnightly on friday at noon', '0 12 * * 5', 2, 'week', '2026-11-27', 'Every other Friday at 12:00'],
    [
      'every 2 weeks on monday and thursday',
      '0 9 * * 1,4',
      2,
      'week',
      '2026-11-23',
      'Every other week on Monday and Thursday at 09:00',
    ],
    ['every other day at 8', '0 8 * * *', 2, 'day', '2026-11-22', 'Every other day at 08:00'],
    ['every other evening', '0 18 * * *', 2, 'day', '2026-11-21', 'Every other day at 18:00'],
    ['every 3 days at noon', '0 12 * * *', 3, 'day', '2026-11-21', 'Every 3 days at 12:00'],
    ['every third day', '0 9 * * *', 3, 'day', '2026-11-22', 'Every 3 days at 09:00'],
    [
      'every 2 months on the 1st',
      '0 9 1 * *',
      2,
      'month',
      '2026-12-01',
      'Every other month on the 1st at 09:00',
    ],
    [
      'every 3 months on the last day',
      '0 9 L * *',
      3,
      'month',
      '2026-11-30',
      'Every 3 months on the last day at 09:00',
    ],
    [
      'every 2 years on 1 june',
      '0 9 1 6 *',
      24,
      'month',
      '2027-06-01',
      'Every other year on 1 June at 09:00',
    ],
    [
      'every 2 weeks on tuesday counted from 17 november 2026',
      '0 9 * * 2',
      2,
      'week',
      '2026-11-17',
      'Every other Tuesday at 09:00',
    ],
  ])('"%s" is the cron %s in every %dth %s from %s', (text, expression, count, unit, from, words) => {
    const day = new Date(`${from}T00:00:00Z`).toUTCString().replace(/^(\w+), 0?(.{6,9}\d{4}).*/, '$1 $2')
    expect(read(text)).toEqual({
      trigger: { kind: 'cron', expression, timeZone: 'Europe/Berlin', every: { count, unit, from } },
      bounds: {},
      words: `${words}, counted from ${day}`,
    })
  })

  test('"starting" gives a rhythm its beginning: the first time after it', () => {
    expect(read('every other week on tuesday starting 5 january')).toMatchObject({
      trigger: { every: { count: 2, unit: 'week', from: '2027-01-05' } },
      bounds: { notBefore: berlin('2027-01-05T00:00') },
    })
    expect(read('every 3 days at 9 from friday').trigger).toMatchObject({ every: { from: '2026-11-27' } })
  })
})
