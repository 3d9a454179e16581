import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Stride, Trigger } from '../../src-shared/domain/schedule.ts'
import { cronCalendar, type CronCalendar } from './cron-calendar.ts'
import { zoneClock } from './zone-clock.ts'

type CronTrigger = Extract<Trigger, { kind: 'cron' }>

/** A month inside what a JavaScript date can hold, so that looking around an instant never leaves it. */
const furthest = 8_640_000_000_000_000 - 32 * 86_400_000

function nextInterval(everyMs: number, anchor: number, after: number): number | null {
  if (!(everyMs >= 1)) return null
  const next = anchor + (Math.floor((after - anchor) / everyMs) + 1) * everyMs
  return next > after && next <= furthest ? next : null
}

function readCron(expression: string, every: Stride | undefined): CronCalendar | null {
  try {
    return cronCalendar(expression, every)
  } catch {
    return null
  }
}

function nextCron({ expression, timeZone, every }: CronTrigger, after: number): number | null {
  if (!(Math.abs(after) <= furthest)) return null
  const calendar = readCron(expression, every)
  const clock = zoneClock(timeZone)
  if (calendar === null || clock === null) return null
  const shown = clock.shownBy(after)
  // During a repeat `shown` is the first time not shown yet, else it is the time being shown, which has had its fire.
  let wall = calendar.next(shown > clock.wallAt(after) ? shown - 1 : shown)
  while (wall !== null && wall <= furthest) {
    const instant = clock.instantOf(wall)
    if (instant > after) return instant <= furthest ? instant : null
    wall = calendar.next(wall)
  }
  return null
}

/**
 * The first instant strictly after `after` (epoch milliseconds) at which the trigger fires, or null when there is none:
 * a past `once`, a cron that never fires (31 February), a stride that never meets its cron, an unreadable expression or an
 * unknown zone. Never throws.
 *
 * An interval is absolute: it fires at `anchor` plus every multiple of `everyMs`, before the anchor too (`notBefore` is
 * what holds a schedule back). A cron is judged by the wall clock of its zone, and each local time is one slot: one that
 * the clock skips fires at the first instant after the gap, together with whatever else falls there; one that the clock
 * repeats fires the first time only. Wildcards are no exception: a cron of every 15 minutes rests during the repeated
 * hour, and what must go on is an interval. A day that a zone leaves out (Samoa, 30 December 2011) is such a gap: its
 * slots fire once, at the midnight that ends it.
 *
 * With `every` only local days within every count-th day, week (Monday to Sunday) or month fire, counted in both directions
 * from the one that holds `from`. The day of a slot that the clock skips is the day that it was written for.
 */
export function nextFire(trigger: Trigger, after: number): number | null {
  switch (trigger.kind) {
    case 'once':
      return trigger.at > after ? trigger.at : null
    case 'interval':
      return nextInterval(trigger.everyMs, trigger.anchor ?? 0, after)
    case 'cron':
      return nextCron(trigger, after)
    default:
      return assertNever(trigger)
  }
}
