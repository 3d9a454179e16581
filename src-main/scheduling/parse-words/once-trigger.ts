import type { Trigger } from '../../../src-shared/domain/schedule.ts'
import type { ZoneClock } from '../zone-clock.ts'
import { addDays, dateOfWall, wallOfDate } from './calendar-date.ts'
import type { ParseContext } from './parse-context.ts'
import type { Reading } from './reading.ts'
import { refusePast } from './refuse-past.ts'
import { inDayPart, msOf, partTime, usualTime, type DayPart, type TimeOfDay } from './times-of-day.ts'
import { addUnits, unitMs } from './units.ts'
import { WhenProblem } from './when-problem.ts'

const dayMs = 86_400_000

/** Tonight without a time is 20:00, and later in the evening the next full hour. */
function tonight(wallNow: number): TimeOfDay {
  const hour = Math.max(20, Math.floor((wallNow % dayMs) / 3_600_000) + 1)
  if (hour > 23)
    throw new WhenProblem('Tonight is almost over. Say a time, such as "tomorrow at 8" or "in 20 minutes".')
  return { hour, minute: 0, second: 0, settled: true }
}

function refuseSeveral(times: readonly TimeOfDay[]): void {
  if (times.length < 2) return
  throw new WhenProblem('Several times need days to repeat on. Say, for example, "every day at 7 and 19".')
}

function delayed(
  { delay = [], times = [], part }: Reading,
  clock: ZoneClock,
  context: ParseContext,
): Trigger {
  const byDay = delay.every(({ unit }) => unit !== 'second' && unit !== 'minute' && unit !== 'hour')
  if ((times.length > 0 || part !== undefined) && !byDay) {
    throw new WhenProblem(
      'A delay and a time of day do not go together. Say either "in 20 minutes" or "at 9:30".',
    )
  }
  refuseSeveral(times)
  const [said] = times
  const time =
    said === undefined ? (part === undefined ? null : partTime(part)) : inDayPart(said, part ?? null)
  let at = context.now
  for (const { count, unit } of delay) {
    if (unit === 'second' || unit === 'minute' || unit === 'hour') at += count * unitMs[unit]
    else at = clock.instantOf(addUnits(clock.wallAt(at), count, unit))
  }
  if (time !== null) at = clock.instantOf(Math.floor(clock.wallAt(at) / dayMs) * dayMs + msOf(time))
  return at > context.now ? { kind: 'once', at } : refusePast(at, context)
}

/** The one instant that a reading without a repetition means. Throws a WhenProblem when it is unclear or has passed. */
export function onceTrigger(reading: Reading, clock: ZoneClock, context: ParseContext): Trigger {
  const wallNow = clock.wallAt(context.now)
  if (reading.delay !== undefined) {
    if (reading.date === undefined) return delayed(reading, clock, context)
    throw new WhenProblem(
      'A delay and a day do not go together. Say either "in 20 minutes" or "tomorrow at 8".',
    )
  }
  const times = reading.times ?? []
  refuseSeveral(times)
  const { date, part: named } = reading
  const isTonight = date?.part === 'tonight'
  const dayPart: DayPart | null = date?.part === 'tonight' ? 'night' : (date?.part ?? null)
  const part = named ?? dayPart
  const [said] = times
  if (isTonight && said !== undefined && !said.settled && (said.hour < 5 || said.hour > 11)) {
    throw new WhenProblem(
      `"tonight at ${said.hour}" can be read in two ways. Say "tomorrow at ${said.hour % 12} am" or "tonight at 20".`,
    )
  }
  const isToday = date !== undefined && wallOfDate(date.date) === Math.floor(wallNow / dayMs) * dayMs
  if (said === undefined && part === null && isToday && !date.orNextWeek) {
    throw new WhenProblem('Say at what time today, such as "today at 17:30".')
  }
  const unsaid = (): TimeOfDay => (isTonight ? tonight(wallNow) : part === null ? usualTime : partTime(part))
  const time = said === undefined ? unsaid() : inDayPart(said, part)
  const day = date?.date ?? dateOfWall(wallNow)
  const at = clock.instantOf(wallOfDate(day) + msOf(time))
  if (at > context.now) return { kind: 'once', at }
  const again = date === undefined ? 1 : date.orNextWeek ? 7 : null
  if (again === null) return refusePast(at, context)
  return { kind: 'once', at: clock.instantOf(wallOfDate(addDays(day, again)) + msOf(time)) }
}
