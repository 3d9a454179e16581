import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { cronCalendar } from './cron-calendar.ts'
import { nextFire } from './next-fire.ts'
import { zoneClock } from './zone-clock.ts'

type CronTrigger = Extract<Trigger, { kind: 'cron' }>

function countCron({ expression, timeZone, every }: CronTrigger, after: number, until: number): number {
  const calendar = cronCalendar(expression, every)
  const clock = zoneClock(timeZone)
  if (clock === null) return 0
  let count = 0
  let from = after + 1
  // Within a stretch of constant offset every wall time that was not shown before it is one fire. The times of a gap are
  // one fire together, and none when the end of the gap is a slot itself.
  while (from <= until) {
    const change = clock.nextChange(from, until + 1) ?? until + 1
    const offset = clock.offsetAt(from)
    const shown = clock.shownBy(from - 1)
    const fresh = Math.max(from + offset, shown)
    count += calendar.count(fresh, change + offset)
    const isAfterGap = clock.offsetAt(from - 1) < offset
    if (isAfterGap && calendar.count(fresh, fresh + 1) === 0 && calendar.count(shown + 1, fresh) > 0) count++
    from = change
  }
  return count
}

/**
 * How many times the trigger fires in (after, until], both finite epoch milliseconds: as many as `nextFire` would give,
 * without the walk. Its cost grows with the days of the range, not with the number of fires.
 */
export function countFires(trigger: Trigger, after: number, until: number): number {
  if (!(after < until) || nextFire(trigger, after) === null) return 0
  switch (trigger.kind) {
    case 'once':
      return trigger.at <= until ? 1 : 0
    case 'interval': {
      const anchor = trigger.anchor ?? 0
      return Math.floor((until - anchor) / trigger.everyMs) - Math.floor((after - anchor) / trigger.everyMs)
    }
    case 'cron':
      return countCron(trigger, after, until)
    default:
      return assertNever(trigger)
  }
}
