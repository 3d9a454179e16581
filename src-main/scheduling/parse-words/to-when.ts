import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import { checkBounds, checkTrigger } from '../check-trigger.ts'
import { zoneClock } from '../zone-clock.ts'
import { onceTrigger } from './once-trigger.ts'
import type { ParseContext } from './parse-context.ts'
import type { Reading } from './reading.ts'
import { repeatedWhen } from './repeated-when.ts'
import type { TimeOfDay, TimeWindow } from './times-of-day.ts'
import { whenBounds } from './when-bounds.ts'
import { WhenProblem } from './when-problem.ts'
import { refuseOtherZone } from './zone-words.ts'

export interface When {
  readonly trigger: Trigger
  readonly bounds: Bounds
}

function hoursOf({ from, to }: TimeWindow): NonNullable<Bounds['hours']> {
  if (from.second !== 0 || to.second !== 0)
    throw new WhenProblem('Hours begin and end on a full minute, such as "between 9:30 and 17:00".')
  const written = ({ hour, minute }: TimeOfDay): string =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return { from: written(from), to: written(to) }
}

/** The trigger and bounds that a reading means. Throws a WhenProblem that says what is missing or does not go together. */
export function toWhen(reading: Reading, context: ParseContext): When {
  const { now, timeZone } = context
  const clock = zoneClock(timeZone)
  if (clock === null) throw new WhenProblem(`The time zone "${timeZone}" is not known.`)
  if (reading.zone !== undefined) refuseOtherZone(reading.zone, timeZone)
  const limits = whenBounds(reading, clock, context)
  const { steps, days, rhythm } = reading
  if (steps !== undefined || days !== undefined || rhythm !== undefined) {
    const { trigger, hours } = repeatedWhen(reading, { bounds: limits, clock, context })
    if (reading.hours !== undefined && hours !== null)
      throw new WhenProblem('Say the hours once, such as "every 2 hours between 9 and 17".')
    const kept = reading.hours ?? hours
    const bounds = kept === null ? limits : { ...limits, hours: hoursOf(kept) }
    const problem = checkTrigger(trigger, now, timeZone) ?? checkBounds(bounds, { trigger, now, timeZone })
    if (problem !== null) throw new WhenProblem(problem)
    return { trigger, bounds }
  }
  const { date, times, part, delay } = reading
  if (date === undefined && times === undefined && part === undefined && delay === undefined) {
    throw new WhenProblem('Say how often, or on which day, such as "every weekday at 9" or "tomorrow at 8".')
  }
  if (reading.window !== undefined || reading.pastHour !== undefined || reading.fromFullHour !== undefined) {
    throw new WhenProblem('Say how often between the two times, such as "every 2 hours between 9 and 17".')
  }
  const { maxRuns, ...others } = limits
  if (
    Object.keys(others).length > 0 ||
    (maxRuns ?? 1) > 1 ||
    reading.start !== undefined ||
    reading.countedFrom !== undefined
  ) {
    throw new WhenProblem(
      'A start, an end, exceptions or a number of times need a repetition, such as "every day at 9 until 1 march".',
    )
  }
  return { trigger: onceTrigger(reading, clock, context), bounds: {} }
}
