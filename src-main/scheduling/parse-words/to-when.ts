import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import { durationWords } from '../duration-words.ts'
import { nextInstants } from '../preview.ts'
import { zoneClock, type ZoneClock } from '../zone-clock.ts'
import { onceTrigger } from './once-trigger.ts'
import type { ParseContext } from './parse-context.ts'
import type { Reading } from './reading.ts'
import { stepsCron } from './steps-cron.ts'
import { inDayPart, partTime, usualTime } from './times-of-day.ts'
import { unitMs } from './units.ts'
import { whenBounds } from './when-bounds.ts'
import { WhenProblem } from './when-problem.ts'

export interface When {
  readonly trigger: Trigger
  readonly bounds: Bounds
}

/** Several times a day are one cron when every minute goes with every hour. */
function daysCron(reading: Reading, timeZone: string): Trigger {
  const { days, part, times } = reading
  const dayPart = part ?? days?.part ?? null
  const usual = days?.time ?? (dayPart === null ? usualTime : partTime(dayPart))
  const all = (times ?? [usual]).map((time) => inDayPart(time, dayPart))
  const hours = [...new Set(all.map((time) => time.hour))].toSorted((a, b) => a - b)
  const minutes = [...new Set(all.map((time) => time.minute))].toSorted((a, b) => a - b)
  const distinct = new Set(all.map((time) => time.hour * 60 + time.minute)).size
  if (hours.length * minutes.length !== distinct) {
    throw new WhenProblem(
      'These times need two schedules, because their minutes differ. Make one for each time.',
    )
  }
  const fields = [
    minutes.join(','),
    hours.join(','),
    days?.dayOfMonth ?? '*',
    days?.month ?? '*',
    days?.weekday ?? '*',
  ]
  return { kind: 'cron', expression: fields.join(' '), timeZone }
}

/** Round parts of an hour go by the clock, so that "every 15 minutes" is at :00 and :15; others are counted from now. */
function interval(everyMs: number, start: number | undefined, clock: ZoneClock, now: number): Trigger {
  const hourMs = 3_600_000
  if (start !== undefined && start > now) return { kind: 'interval', everyMs, anchor: start }
  if (everyMs > hourMs || hourMs % everyMs !== 0) {
    return { kind: 'interval', everyMs, anchor: Math.floor(now / 1000) * 1000 }
  }
  return { kind: 'interval', everyMs, anchor: ((-clock.offsetAt(now) % everyMs) + everyMs) % everyMs }
}

function repeated(reading: Reading, bounds: Bounds, clock: ZoneClock, context: ParseContext): Trigger {
  const { steps, days, date, delay, times, window } = reading
  if (date !== undefined || delay !== undefined) {
    throw new WhenProblem(
      'A single day and a repetition do not go together. Say "starting" or "until" before the day.',
    )
  }
  if (steps === undefined) {
    if (window !== undefined)
      throw new WhenProblem('Say how often between the two times, such as "every 2 hours between 9 and 17".')
    return daysCron(reading, context.timeZone)
  }
  const everyMs = steps.count * unitMs[steps.unit]
  if (times !== undefined || reading.part !== undefined) {
    throw new WhenProblem(
      `"every ${durationWords(everyMs)}" and a time of day do not go together. Say, for example, "every 2 hours between 9 and 17".`,
    )
  }
  if (window === undefined && days === undefined)
    return interval(everyMs, bounds.notBefore, clock, context.now)
  return {
    kind: 'cron',
    expression: stepsCron(steps, window ?? null, days ?? null),
    timeZone: context.timeZone,
  }
}

/** The trigger and bounds that a reading means. Throws a WhenProblem that says what is missing or does not go together. */
export function toWhen(reading: Reading, context: ParseContext): When {
  const clock = zoneClock(context.timeZone)
  if (clock === null) throw new WhenProblem(`The time zone "${context.timeZone}" is not known.`)
  const bounds = whenBounds(reading, clock, context)
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
    throw new WhenProblem(
      'A start, an end or a number of times needs a repetition, such as "every day at 9 until 1 march".',
    )
  }
  return { trigger: onceTrigger(reading, clock, context), bounds: {} }
}
