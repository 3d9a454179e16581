import type { Bounds, Stride, Trigger } from '../../../src-shared/domain/schedule.ts'
import { durationWords } from '../duration-words.ts'
import { dateOfWallTime } from '../local-date.ts'
import { nextWithin } from '../next-within.ts'
import type { ZoneClock } from '../zone-clock.ts'
import { wallOfDate, weekdayOf } from './calendar-date.ts'
import { daysCron } from './days-cron.ts'
import type { ParseContext } from './parse-context.ts'
import type { Reading } from './reading.ts'
import type { RepeatedDays } from './recurrence.ts'
import { stepsCron } from './steps-cron.ts'
import type { TimeWindow } from './times-of-day.ts'
import { unitMs } from './units.ts'
import { WhenProblem } from './when-problem.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const everyDay: RepeatedDays = { dayOfMonth: '*', month: '*', weekday: '*', part: null, time: null }

/** A repetition, and the hours that it keeps beside what its cron says. */
export interface RepeatedWhen {
  readonly trigger: Trigger
  readonly hours: TimeWindow | null
}

interface Circumstances {
  readonly bounds: Bounds
  readonly clock: ZoneClock
  readonly context: ParseContext
}

/** A weekday that "every other week" leaves to the words around it may stand there like a single day. */
function saidDays({ days, rhythm, date, exceptWeekdays }: Reading): RepeatedDays | null {
  if (days !== undefined) return days
  if (exceptWeekdays !== undefined) return everyDay
  const isWeekday = rhythm?.unit === 'week' && date?.orNextWeek === true
  return isWeekday ? { ...everyDay, weekday: String(weekdayOf(date.date)) } : null
}

/** "Every day except sundays": the days that are left. */
function daysOf(reading: Reading): RepeatedDays | null {
  const days = saidDays(reading)
  const except = reading.exceptWeekdays
  if (days === null || except === undefined) return days
  const isWeekly = days.dayOfMonth === '*' && !/[#L]/.test(days.weekday)
  const left = isWeekly ? weekdaysOf(days.weekday).filter((day) => !except.includes(day)) : []
  if (left.length === 0)
    throw new WhenProblem(
      'These exceptions cannot be kept. Name the days instead, such as "mondays and fridays".',
    )
  return { ...days, weekday: left.join() === '1,2,3,4,5' ? '1-5' : left.join() }
}

function weekdaysOf(field: string): number[] {
  if (field === '*') return [0, 1, 2, 3, 4, 5, 6]
  return field === '1-5' ? [1, 2, 3, 4, 5] : field.split(',').map(Number)
}

function refuseSingle(reading: Reading): void {
  const isWeekday = reading.days === undefined && reading.rhythm?.unit === 'week'
  const single = reading.date !== undefined && !(isWeekday && reading.date.orNextWeek)
  if (!single && reading.delay === undefined) return
  throw new WhenProblem(
    'A single day and a repetition do not go together. Say "starting" or "until" before the day.',
  )
}

/** Round parts of an hour go by the clock, so that "every 15 minutes" is at :00 and :15; others are counted from now. */
function interval(
  everyMs: number,
  window: TimeWindow | null,
  { bounds, clock, context }: Circumstances,
): Trigger {
  const { now } = context
  const start = bounds.notBefore
  if (start !== undefined && start > now) return { kind: 'interval', everyMs, anchor: start }
  if (everyMs <= hourMs && hourMs % everyMs === 0)
    return { kind: 'interval', everyMs, anchor: ((-clock.offsetAt(now) % everyMs) + everyMs) % everyMs }
  if (window === null) return { kind: 'interval', everyMs, anchor: Math.floor(now / 1000) * 1000 }
  const opens = (window.from.hour * 60 + window.from.minute) * 60_000
  const anchor = clock.instantOf(Math.floor(clock.wallAt(now) / dayMs) * dayMs + opens)
  return { kind: 'interval', everyMs, anchor }
}

/** A rhythm is counted from the day that was said, else from the first day on which its cron alone would come round. */
function withRhythm(
  expression: string,
  { rhythm, countedFrom }: Reading,
  { bounds, clock, context }: Circumstances,
): Trigger {
  const trigger: Trigger = { kind: 'cron', expression, timeZone: context.timeZone }
  if (rhythm === undefined) return trigger
  const first = nextWithin(trigger, { notBefore: bounds.notBefore }, context.now) ?? context.now
  const day = countedFrom === undefined ? clock.wallAt(first) : wallOfDate(countedFrom)
  const every: Stride = { ...rhythm, from: dateOfWallTime(day) }
  return { ...trigger, every }
}

/** `every hour at :05` and `every 7 minutes, counted from each full hour`: steps that a cron begins anew every hour or day. */
function clockSteps({ steps, pastHour, fromFullHour }: Reading, days: RepeatedDays | null): string | null {
  if (steps === undefined || (pastHour === undefined && fromFullHour === undefined)) return null
  const { dayOfMonth, month, weekday } = days ?? everyDay
  const step = steps.count === 1 ? '*' : `*/${steps.count}`
  const dates = `${dayOfMonth} ${month} ${weekday}`
  if (fromFullHour && steps.unit === 'minute' && steps.count < 60) return `${step} * ${dates}`
  if (pastHour !== undefined && steps.unit === 'hour' && 24 % steps.count === 0)
    return `${pastHour} ${step} ${dates}`
  throw new WhenProblem(
    'A minute past the hour goes with 1, 2, 3, 4, 6, 8 or 12 hours, such as "every hour at :05".',
  )
}

function uneven(steps: NonNullable<Reading['steps']>): never {
  if (steps.unit === 'second')
    throw new WhenProblem('A repetition in seconds goes on every day. Leave the days out, or use minutes.')
  throw new WhenProblem(
    `"every ${steps.count} minutes" does not divide an hour evenly. Use 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 or 30 minutes, or leave the days out.`,
  )
}

function repeatedSteps(
  steps: NonNullable<Reading['steps']>,
  reading: Reading,
  circumstances: Circumstances,
): RepeatedWhen {
  const everyMs = steps.count * unitMs[steps.unit]
  if (reading.times !== undefined || reading.part !== undefined) {
    throw new WhenProblem(
      `"every ${durationWords(everyMs)}" and a time of day do not go together. Say, for example, "every 2 hours between 9 and 17".`,
    )
  }
  const days = daysOf(reading)
  const window = reading.window ?? null
  const byClock = clockSteps(reading, days)
  if (byClock !== null) return { trigger: withRhythm(byClock, reading, circumstances), hours: window }
  const needsCron = days !== null || reading.rhythm !== undefined
  if (window === null && !needsCron) return { trigger: interval(everyMs, null, circumstances), hours: null }
  const cron = stepsCron(steps, window, days)
  if (cron !== null) return { trigger: withRhythm(cron, reading, circumstances), hours: null }
  // No one cron ends within an hour; the hours beside it do.
  const allDay = window === null ? null : stepsCron(steps, null, days)
  if (allDay !== null) return { trigger: withRhythm(allDay, reading, circumstances), hours: window }
  return needsCron ? uneven(steps) : { trigger: interval(everyMs, window, circumstances), hours: window }
}

/** The trigger that a reading with a repetition means. Throws a WhenProblem that says what is missing or does not go together. */
export function repeatedWhen(reading: Reading, circumstances: Circumstances): RepeatedWhen {
  refuseSingle(reading)
  const { steps, rhythm, window, times } = reading
  if (reading.countedFrom !== undefined && rhythm === undefined)
    throw new WhenProblem(
      'Only a repetition such as "every other week" is counted from a day. Say "starting" instead.',
    )
  if (steps !== undefined) return repeatedSteps(steps, reading, circumstances)
  if (reading.pastHour !== undefined || reading.fromFullHour !== undefined)
    throw new WhenProblem('Say how often, such as "every hour at :05".')
  const days = daysOf(reading)
  if (days === null)
    throw new WhenProblem('Say on which day of the week, such as "every other week on tuesday at 9".')
  if (window !== undefined && times === undefined)
    throw new WhenProblem('Say how often between the two times, such as "every 2 hours between 9 and 17".')
  return { trigger: withRhythm(daysCron(reading, days), reading, circumstances), hours: window ?? null }
}
