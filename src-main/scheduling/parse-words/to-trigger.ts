import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import { durationWords } from '../duration-words.ts'
import { dateWords, timeWords } from '../instant-words.ts'
import { nextInstants } from '../preview.ts'
import { zoneClock, type ZoneClock } from '../zone-clock.ts'
import { addUnits, type Edge } from './bounds-words.ts'
import { addDays, dateOfWall, wallOfDate } from './calendar-date.ts'
import type { Reading } from './reading.ts'
import { partTime } from './recurrence.ts'
import { stepsCron } from './steps-cron.ts'
import { inDayPart, type DayPart, type TimeOfDay } from './times-of-day.ts'
import { unitMs } from './units.ts'
import { WhenProblem } from './when-problem.ts'

/** Where the words are said: epoch milliseconds and the user's IANA zone. */
export interface ParseContext {
  readonly now: number
  readonly timeZone: string
}

export interface When {
  readonly trigger: Trigger
  readonly bounds: Bounds
}

const dayMs = 86_400_000
const morning: TimeOfDay = { hour: 9, minute: 0, settled: true }

function msOf(time: TimeOfDay): number {
  return (time.hour * 60 + time.minute) * 60_000
}

/** Tonight without a time is 20:00, and later in the evening the next full hour. */
function tonight(wallNow: number): TimeOfDay {
  const hour = Math.max(20, Math.floor((wallNow % dayMs) / 3_600_000) + 1)
  if (hour > 23) throw new WhenProblem('Tonight is almost over. Say a time, such as "tomorrow at 8" or "in 20 minutes".')
  return { hour, minute: 0, settled: true }
}

function refusePast(at: number, { now, timeZone }: ParseContext): never {
  const when = `${dateWords(at, timeZone)} at ${timeWords(at, timeZone)}`
  const example = 'Say a later time, or a day such as "tomorrow at 8".'
  throw new WhenProblem(`${when} has already passed: it is ${timeWords(now - (now % 60_000), timeZone)} now. ${example}`)
}

function onceAt(reading: Reading, clock: ZoneClock, context: ParseContext): Trigger {
  const wallNow = clock.wallAt(context.now)
  if (reading.delay !== undefined) return delayed(reading, clock, context)
  const times = reading.times ?? []
  if (times.length > 1) throw new WhenProblem('Several times need days to repeat on. Say, for example, "every day at 7 and 19".')
  const { date, part: named } = reading
  const isTonight = date?.part === 'tonight'
  const part: DayPart | null = named ?? (isTonight ? 'night' : ((date?.part as DayPart | null | undefined) ?? null))
  const [said] = times
  if (isTonight && said !== undefined && !said.settled && (said.hour < 5 || said.hour > 11)) {
    throw new WhenProblem(`"tonight at ${said.hour}" can be read in two ways. Say "tomorrow at ${said.hour % 12} am" or "tonight at 20".`)
  }
  const isToday = date !== undefined && wallOfDate(date.date) === Math.floor(wallNow / dayMs) * dayMs
  if (said === undefined && part === null && isToday && !date.orNextWeek) {
    throw new WhenProblem('Say at what time today, such as "today at 17:30".')
  }
  const time = said === undefined ? (isTonight ? tonight(wallNow) : part === null ? morning : partTime(part)) : inDayPart(said, part)
  const day = date?.date ?? dateOfWall(wallNow)
  const at = clock.instantOf(wallOfDate(day) + msOf(time))
  if (at > context.now) return { kind: 'once', at }
  const again = date === undefined ? 1 : date.orNextWeek ? 7 : null
  if (again === null) return refusePast(at, context)
  return { kind: 'once', at: clock.instantOf(wallOfDate(addDays(day, again)) + msOf(time)) }
}

function delayed({ delay = [], times = [], part }: Reading, clock: ZoneClock, context: ParseContext): Trigger {
  const byDay = delay.every(({ unit }) => unit !== 'second' && unit !== 'minute' && unit !== 'hour')
  if ((times.length > 0 || part !== undefined) && !byDay) {
    throw new WhenProblem('A delay and a time of day do not go together. Say either "in 20 minutes" or "at 9:30".')
  }
  if (times.length > 1) throw new WhenProblem('Several times need days to repeat on. Say, for example, "every day at 7 and 19".')
  const [said] = times
  const time = said === undefined ? (part === undefined ? null : partTime(part)) : inDayPart(said, part ?? null)
  let at = context.now
  for (const { count, unit } of delay) {
    if (unit === 'second' || unit === 'minute' || unit === 'hour') at += count * unitMs[unit]
    else at = clock.instantOf(addUnits(clock.wallAt(at), count, unit))
  }
  if (time !== null) at = clock.instantOf(Math.floor(clock.wallAt(at) / dayMs) * dayMs + msOf(time))
  return at > context.now ? { kind: 'once', at } : refusePast(at, context)
}

/** Several times a day are one cron when every minute goes with every hour. */
function daysCron(reading: Reading, timeZone: string): Trigger {
  const { days, part, times } = reading
  const dayPart = part ?? days?.part ?? null
  const usual = days?.time ?? (dayPart === null ? morning : partTime(dayPart))
  const all = (times ?? [usual]).map((time) => inDayPart(time, dayPart))
  const hours = [...new Set(all.map((time) => time.hour))].toSorted((a, b) => a - b)
  const minutes = [...new Set(all.map((time) => time.minute))].toSorted((a, b) => a - b)
  const distinct = new Set(all.map((time) => time.hour * 60 + time.minute)).size
  if (hours.length * minutes.length !== distinct) {
    throw new WhenProblem('These times need two schedules, because their minutes differ. Make one for each time.')
  }
  const fields = [minutes.join(','), hours.join(','), days?.dayOfMonth ?? '*', days?.month ?? '*', days?.weekday ?? '*']
  return { kind: 'cron', expression: fields.join(' '), timeZone }
}

/** Round parts of an hour go by the clock, so that "every 15 minutes" is at :00 and :15; others are counted from now. */
function interval(everyMs: number, start: number | undefined, clock: ZoneClock, now: number): Trigger {
  const hourMs = 3_600_000
  if (start !== undefined && start > now) return { kind: 'interval', everyMs, anchor: start }
  if (everyMs > hourMs || hourMs % everyMs !== 0) {
    return { kind: 'interval', everyMs, anchor: Math.floor(now / 1000) * 1000 }
  }
  const phase = ((-clock.offsetAt(now) % everyMs) + everyMs) % everyMs
  return phase === 0 ? { kind: 'interval', everyMs } : { kind: 'interval', everyMs, anchor: phase }
}

function startOf({ date, time }: Edge, clock: ZoneClock, context: ParseContext): number | undefined {
  if (date === null && time === null) return undefined
  const today = dateOfWall(clock.wallAt(context.now))
  const at = clock.instantOf(wallOfDate(date ?? today) + (time === null ? 0 : msOf(time)))
  if (at > context.now) return at
  if (date === null && time !== null) return clock.instantOf(wallOfDate(addDays(today, 1)) + msOf(time))
  const isToday = date !== null && time === null && wallOfDate(date) === wallOfDate(today)
  return isToday ? undefined : refusePast(at, context)
}

function endOf({ date, time }: Edge, clock: ZoneClock, context: ParseContext): number {
  const day = date ?? dateOfWall(clock.wallAt(context.now))
  const at = time === null ? clock.instantOf(wallOfDate(addDays(day, 1))) - 1 : clock.instantOf(wallOfDate(day) + msOf(time))
  return at > context.now ? at : refusePast(at, context)
}

function boundsOf(reading: Reading, clock: ZoneClock, context: ParseContext): Bounds {
  const notBefore = reading.start === undefined ? undefined : startOf(reading.start, clock, context)
  const from = notBefore ?? context.now
  const { length } = reading
  const lengthEnd = length === undefined ? undefined : clock.instantOf(addUnits(clock.wallAt(from), length.count, length.unit)) - 1
  const notAfter = reading.end === undefined ? lengthEnd : endOf(reading.end, clock, context)
  if (notAfter !== undefined && notAfter < from) throw new WhenProblem('The end lies before the start. Say a later end.')
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    ...(reading.maxRuns === undefined ? {} : { maxRuns: reading.maxRuns }),
  }
}

function repeated(reading: Reading, bounds: Bounds, clock: ZoneClock, context: ParseContext): Trigger {
  const { steps, days, date, delay, times, window } = reading
  if (date !== undefined || delay !== undefined) {
    throw new WhenProblem('A single day and a repetition do not go together. Say "starting" or "until" before the day.')
  }
  if (steps === undefined) {
    if (window !== undefined) throw new WhenProblem('Say how often between the two times, such as "every 2 hours between 9 and 17".')
    return daysCron(reading, context.timeZone)
  }
  const everyMs = steps.count * unitMs[steps.unit]
  if (times !== undefined || reading.part !== undefined) {
    throw new WhenProblem(
      `"every ${durationWords(everyMs)}" and a time of day do not go together. Say, for example, "every 2 hours between 9 and 17".`,
    )
  }
  if (window === undefined && days === undefined) return interval(everyMs, bounds.notBefore, clock, context.now)
  return { kind: 'cron', expression: stepsCron(steps, window ?? null, days ?? null), timeZone: context.timeZone }
}

/** The trigger and bounds that a reading means. Throws a WhenProblem that says what is missing or does not go together. */
export function toWhen(reading: Reading, context: ParseContext): When {
  const clock = zoneClock(context.timeZone)
  if (clock === null) throw new WhenProblem(`The time zone "${context.timeZone}" is not known.`)
  const bounds = boundsOf(reading, clock, context)
  if (reading.steps !== undefined || reading.days !== undefined) {
    const trigger = repeated(reading, bounds, clock, context)
    if (nextInstants(trigger, { after: context.now, count: 1, bounds }).length === 0) {
      throw new WhenProblem('It would never happen between its start and its end. Say a later end.')
    }
    return { trigger, bounds }
  }
  const { date, times, part, delay } = reading
  if (date === undefined && times === undefined && part === undefined && delay === undefined) {
    throw new WhenProblem('Say how often, or on which day, such as "every weekday at 9" or "tomorrow at 8".')
  }
  if (reading.window !== undefined) {
    throw new WhenProblem('Say how often between the two times, such as "every 2 hours between 9 and 17".')
  }
  if (Object.keys(bounds).length > 0 || reading.start !== undefined) {
    throw new WhenProblem('A start, an end or a number of times needs a repetition, such as "every day at 9 until 1 march".')
  }
  return { trigger: onceAt(reading, clock, context), bounds: {} }
}
