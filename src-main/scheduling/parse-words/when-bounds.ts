import type { Bounds } from '../../../src-shared/domain/schedule.ts'
import type { ZoneClock } from '../zone-clock.ts'
import type { Edge } from './bounds-words.ts'
import { addDays, dateOfWall, wallOfDate } from './calendar-date.ts'
import type { ParseContext } from './parse-context.ts'
import type { Reading } from './reading.ts'
import { refusePast } from './refuse-past.ts'
import { msOf } from './times-of-day.ts'
import { addUnits, unitMs } from './units.ts'
import { WhenProblem } from './when-problem.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

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
  const at =
    time === null
      ? clock.instantOf(wallOfDate(addDays(day, 1))) - 1
      : clock.instantOf(wallOfDate(day) + msOf(time))
  return at > context.now ? at : refusePast(at, context)
}

/** Up to so long after `from`, exclusive. A length in days or more ends on a full minute, as its words do. */
function endOfLength(
  { count, unit }: NonNullable<Reading['length']>,
  from: number,
  clock: ZoneClock,
): number {
  const end = clock.instantOf(addUnits(clock.wallAt(from), count, unit))
  const isExact = unit === 'second' || unit === 'minute' || unit === 'hour' || clock.wallAt(end) % dayMs === 0
  return isExact ? end - 1 : Math.floor((end - 1) / minuteMs) * minuteMs
}

/** The bounds that a reading means; an end without a time includes its whole day. Throws a WhenProblem for what has passed. */
export function whenBounds(reading: Reading, clock: ZoneClock, context: ParseContext): Bounds {
  const { jitter } = reading
  const notBefore = reading.start === undefined ? undefined : startOf(reading.start, clock, context)
  const from = notBefore ?? context.now
  const notAfter =
    reading.end !== undefined
      ? endOf(reading.end, clock, context)
      : reading.length !== undefined
        ? endOfLength(reading.length, from, clock)
        : undefined
  if (notAfter !== undefined && notAfter < from)
    throw new WhenProblem('The end lies before the start. Say a later end.')
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    ...(reading.maxRuns === undefined ? {} : { maxRuns: reading.maxRuns }),
    ...(reading.exclude === undefined ? {} : { exclude: [...new Set(reading.exclude)].toSorted() }),
    ...(jitter === undefined ? {} : { jitterMs: jitter.count * unitMs[jitter.unit] }),
  }
}
