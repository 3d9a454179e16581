import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsedScheduleSchema, type ParsedSchedule } from '../../../src-shared/ipc/schedule-routes.ts'
import { parseWords } from './parse-words.ts'
import { isRefusal } from './when-problem.ts'

/** A Saturday, 11:07:30 in Berlin. */
const now = Date.parse('2026-11-21T10:07:30Z')
const context = { now, timeZone: 'Europe/Berlin' }

function read(text: string): ParsedSchedule {
  const result = parseWords(text, context)
  if (isRefusal(result)) throw new Error(`${text}: ${result.problem}`)
  return result
}

function problemOf(text: string): string {
  const result = parseWords(text, context)
  if (!isRefusal(result)) throw new Error(`"${text}" was read as ${result.words}: ${result.title}`)
  return result.problem
}

describe('parse-words', () => {
  test('when and what are separated, and the instruction keeps the words of the user', () => {
    const parsed = read('every weekday at 9 check the build and message me if it failed')
    expect(parsed).toEqual({
      title: 'Check the build…',
      action: {
        kind: 'assist',
        instruction: 'check the build and message me if it failed',
        context: 'fresh',
      },
      trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
      words: 'Every weekday at 09:00',
      next: ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map((day) =>
        Date.parse(`${day}T08:00Z`),
      ),
      bounds: {},
    })
    expect(parsedScheduleSchema.parse(parsed)).toEqual(parsed)
  })

  test.each([
    'remind me to stretch in 20 minutes',
    'in 20 minutes remind me to stretch',
    'remind me in 20 minutes to stretch',
    'please remind me to stretch in 20 minutes',
    'In 20 minutes, remind me: stretch',
    'set a reminder to stretch in 20 minutes.',
  ])('"%s" is a reminder', (text) => {
    expect(read(text)).toMatchObject({
      title: 'Stretch',
      action: { kind: 'notify', text: 'Stretch' },
      trigger: { kind: 'once', at: now + 1_200_000 },
    })
  })

  test.each([
    ['check the build every weekday at 9', 'Every weekday at 09:00', 'check the build'],
    ['every weekday at 9: check the build.', 'Every weekday at 09:00', 'check the build.'],
    ['tomorrow call mum at 8', 'Once, on Sun 22 Nov 2026 at 08:00', 'call mum'],
    ['Tomorrow at 9am, please summarise ~/notes', 'Once, on Sun 22 Nov 2026 at 09:00', 'summarise ~/notes'],
    [
      'in the office, water the plants every monday at 8',
      'Every Monday at 08:00',
      'in the office, water the plants',
    ],
    [
      'send the weekly report on friday at 5pm',
      'Once, on Fri 27 Nov 2026 at 17:00',
      'send the weekly report',
    ],
    ['weekly report: send it every friday at 17', 'Every Friday at 17:00', 'weekly report: send it'],
    ['every hour tell me what I did today', 'Every hour', 'tell me what I did today'],
    ['every 15 minutes check the mail on weekdays', 'Every 15 minutes on weekdays', 'check the mail'],
    [
      'Summarise https://example.com/a?b=1 every morning',
      'Every day at 09:00',
      'Summarise https://example.com/a?b=1',
    ],
    ['every day 5 pushups', 'Every day at 09:00', '5 pushups'],
    [
      'check the build every weekday at 9 and message me if it failed',
      'Every weekday at 09:00',
      'check the build and message me if it failed',
    ],
    [
      'check the build, every weekday at 9, and tell me',
      'Every weekday at 09:00',
      'check the build and tell me',
    ],
    [
      'call mum tomorrow at 8 about the party',
      'Once, on Sun 22 Nov 2026 at 08:00',
      'call mum about the party',
    ],
    [
      'send the report for friday every weekday at 9 to Bob',
      'Every weekday at 09:00',
      'send the report for friday to Bob',
    ],
    ['wake me in 20 minutes with a joke', 'Once, on Sat 21 Nov 2026 at 11:27:30', 'wake me with a joke'],
    [
      'pay the rent EVERY OTHER TUESDAY at 10am',
      'Every other Tuesday at 10:00, counted from Tue 24 Nov 2026',
      'pay the rent',
    ],
    [
      'every day at 9 water the plants until december',
      'Every day at 09:00, until Mon 30 Nov 2026',
      'water the plants',
    ],
    [
      'until december water the plants every day at 9',
      'Every day at 09:00, until Mon 30 Nov 2026',
      'water the plants',
    ],
    ['every day at 9 run the tests until they pass', 'Every day at 09:00', 'run the tests until they pass'],
    [
      'every morning tell me what happened yesterday',
      'Every day at 09:00',
      'tell me what happened yesterday',
    ],
    [
      'tell me what happened yesterday every morning',
      'Every day at 09:00',
      'tell me what happened yesterday',
    ],
    ['every weekday look at 3 files in src', 'Every weekday at 09:00', 'look at 3 files in src'],
    ['every weekday look at 99 files in src', 'Every weekday at 09:00', 'look at 99 files in src'],
    ['list the files in src every 2 seconds', 'Every 2 seconds', 'list the files in src'],
  ])('"%s" is %s', (text, words, instruction) => {
    expect(read(text)).toMatchObject({ words, action: { kind: 'assist', instruction } })
  })

  test.each([
    ['every day remind me at 9 to drink water', 'Every day at 09:00', 'Drink water'],
    ['remind me every day at 10 and 15 to drink water', 'Every day at 10:00 and 15:00', 'Drink water'],
    [
      'every day at 9 remind me to take the pills until 1 december',
      'Every day at 09:00, until Tue 1 Dec 2026',
      'Take the pills',
    ],
    ['set a reminder for tomorrow at 8 to call mum', 'Once, on Sun 22 Nov 2026 at 08:00', 'Call mum'],
    ['remind me that the oven is on in 10 minutes', 'Once, on Sat 21 Nov 2026 at 11:17:30', 'The oven is on'],
    [
      'remind me at 9 to send the report for friday',
      'Once, on Sun 22 Nov 2026 at 09:00',
      'Send the report for friday',
    ],
  ])('"%s" is %s', (text, words, reminder) => {
    expect(read(text)).toMatchObject({ words, action: { kind: 'notify', text: reminder } })
  })

  test.each([
    ['check the build', 'No time was found in "check the build"'],
    ['write the report for friday', 'No time was found'],
    ['remind me to buy milk when I get home', 'No time was found'],
    ['every weekday at 9', 'Say also what to do'],
    ['remind me in 5 minutes', 'Say also what to do'],
    ['every weekday at 9 in New York check the build', '"in New York" may be a time zone'],
    ['3 times every hour check the build', '"3 times" goes behind the time'],
    ['tomorrow at 8 remind me at 9', '"at 9" is a second time'],
    ['every blue moon check the build', '"every blue moon check the build" was not understood'],
    ['remind me every blue moon at 9 to stretch', '"every blue moon at 9 to stretch" was not understood'],
    ['every day at 7 and every friday at 9 check it', '"and every friday at 9 check it" was not understood'],
    ['every weekday at 9 except holidays do it', '"except holidays do it" was not understood'],
    ['check the build every weekday and holiday at 9', '"every weekday and holiday" stands in the task'],
    ['every day at 9 10 check', '"10 check" was not understood'],
    ['every day at 25 check it', 'hours go from 0 to 23'],
    ['check it every day at 25', 'hours go from 0 to 23'],
    ['today at 8 call mum', 'has already passed'],
    ['every second tuesday pay the rent', 'can be read in two ways'],
    ['yesterday at 9 check it', 'has already passed'],
    ['check it yesterday at 9', 'has already passed'],
    ['tell me what happened yesterday at 5pm', 'has already passed'],
    ['every morning tell me what happened yesterday at 5pm', '"at 5pm" stands in the task'],
    ['water the plants until december', 'Say how often'],
    ['tomorrow at 8 water the plants until december', '"until december" stands in the task'],
    ['tomorrow call mum at 8 about the party', '"at 8" stands in the task'],
    ['every weekday list the trains at 8:15 to Berlin', '"at 8:15" stands in the task'],
    [
      'check the mail every hour and the news every day at 9 please',
      'Both "every hour" and "every day at 9"',
    ],
    ['every day at 9 utc check the build', '"utc" is another time zone'],
    ['every other friday of the month pay the rent', 'first and third friday of the month'],
    ['look at 3 files in src', 'No time was found'],
    ['tell me what changed in 2 days of work', 'No time was found'],
  ])('"%s" is refused: %s', (text, problem) => {
    expect(problemOf(text)).toContain(problem)
  })

  test('a long task is given a short title', () => {
    const { title } = read(
      'every friday check the logs of last week and write me a summary of what happened in the last 7 days',
    )
    expect(title).toBe('Check the logs of last week…')
  })

  test('a text of nothing but marks, however long, is refused', () => {
    expect(problemOf(','.repeat(10_000))).toBe(
      `No time was found in "${','.repeat(80)}…". Say when, for example "tomorrow at 8" or "every weekday at 9".`,
    )
  })

  test('whatever is typed is read or refused, and a reading lies in the future and says itself back', () => {
    const word = fc.constantFrom(
      ...'every each day weekday monday fri at 9 17:30 25 9am and , until 1 march in 20 minutes remind me to stretch'.split(
        ' ',
      ),
      ...'tomorrow next last first of the month between from starting 3 times tonight noon for two weeks 3/4 other . yesterday except not counted only utc december :05 through'.split(
        ' ',
      ),
      'ÄÖ',
      '2026-12-01',
      'sun',
      '\u0000',
      '😀',
    )
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))
    const anything = fc.oneof(
      text,
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary' }),
    )
    const property = fc.property(anything, (typed) => {
      const result = parseWords(typed, context)
      if (isRefusal(result)) {
        expect(result.problem).not.toBe('')
        return
      }
      expect(parsedScheduleSchema.safeParse(result).success).toBe(true)
      expect(result.next.length).toBeGreaterThan(0)
      expect(result.next.every((at) => at > now)).toBe(true)
      expect(result.words).not.toBe('')
    })
    fc.assert(property, { seed: 20261121, numRuns: 1500 })
  })
})
