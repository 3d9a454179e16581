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

describe('words that are not understood', () => {
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
    ['every second tuesday', 'Say "every other week on tuesday" or "second tuesday of the month"'],
    ['every third friday', 'Say "every 3 weeks on friday" or "third friday of the month"'],
    ['every other weekday at 9', 'can be read in two ways'],
    ['every other friday of the month', 'first and third friday of the month'],
    ['biweekly on friday', 'can be read in two ways'],
    ['every other week', 'Say on which day of the week'],
    ['every other month', 'Say on which day of the month'],
    ['every 1001 days', 'at most every 1000 days'],
    ['every 7 minutes on weekdays', 'does not divide an hour evenly'],
    ['every day at 9 between 10 and 12', 'would never run'],
    ['every day at 9 counted from monday', 'Say "starting" instead'],
    ['every day at 9 UTC', '"utc" is another time zone'],
    ['every day at 9 (Asia/Tokyo)', 'the times here are those of Europe/Berlin'],
    ['every day except every day', 'was not understood'],
    ['every weekday except weekdays', 'cannot be kept'],
    ['yesterday at 9', 'Fri 20 Nov 2026 at 09:00 has already passed'],
    ['last friday at 9', 'has already passed'],
    ['20 minutes ago', 'has already passed'],
    ['in 20 minutes tomorrow', 'do not go together'],
    ['until december', 'Say how often'],
    ['every 7 hours on weekdays', 'does not divide a day evenly'],
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
    ['tomorrow at 8 until friday', 'need a repetition'],
    ['in 20 minutes at 9', 'do not go together'],
    ['every 15 minutes tomorrow', 'do not go together'],
    ['every day at 9 until yesterday', 'has already passed'],
    ['every day at 9 starting 2026-12-05 until 2026-12-01', 'The end lies before the start'],
    ['every monday at 9 until tomorrow', 'Nothing is left'],
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
