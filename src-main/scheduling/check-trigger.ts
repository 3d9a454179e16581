import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { triggerSchema, type Bounds, type Stride, type Trigger } from '../../src-shared/domain/schedule.ts'
import { cronComplaint } from './cron-complaint.ts'
import { dateWords, timeWords } from './instant-words.ts'
import { dayOfDate } from './local-date.ts'
import { nextFire } from './next-fire.ts'
import { ordinalNumber } from './ordinal-number.ts'
import { nextInstants } from './preview.ts'
import { zoneClock } from './zone-clock.ts'

/** Dates beyond this are slips of the keyboard, such as seconds or microseconds taken for milliseconds. */
const furthestYears = 100
const yearMs = 366 * 86_400_000

function checkOnce(at: number, now: number, timeZone: string): string | null {
  if (at - now > furthestYears * yearMs) {
    return 'That time is more than 100 years ahead. Times are milliseconds since 1970; choose an earlier one.'
  }
  if (at > now) return null
  const zone = timeZone === 'UTC' ? ' UTC' : ''
  return `${dateWords(at, timeZone)} at ${timeWords(at, timeZone)}${zone} has already passed. Choose a later time.`
}

function checkStride(every: Stride): string | null {
  if (dayOfDate(every.from) !== null) return null
  return `"${every.from}" is not a date to count from. Write it YYYY-MM-DD, such as 2026-11-24.`
}

function checkCron(trigger: Extract<Trigger, { kind: 'cron' }>, now: number): string | null {
  const { expression, timeZone, every } = trigger
  const complaint = cronComplaint(expression) ?? (every === undefined ? null : checkStride(every))
  if (complaint !== null) return complaint
  if (zoneClock(timeZone) === null) {
    return `The time zone "${timeZone}" is not known. Use an IANA name such as Europe/London or America/New_York.`
  }
  const next = nextFire(trigger, now)
  if (next !== null && next - now <= furthestYears * yearMs) return null
  if (every === undefined || nextFire({ kind: 'cron', expression, timeZone }, now) === null)
    return `"${expression}" never fires: there is no such date, as with 31 February. Choose a day that exists.`
  const rhythm = `every ${ordinalNumber(every.count)} ${every.unit} counted from ${every.from}`
  return `"${expression}" never falls into ${rhythm}. Choose another day to count from, or another rhythm.`
}

function checkShape(trigger: Trigger): string | null {
  const shape = triggerSchema.safeParse(trigger)
  return shape.success ? null : (shape.error.issues[0]?.message ?? 'The trigger cannot be read.')
}

/**
 * Why a trigger is refused when a schedule is made or changed, as sentences that say what to do, or null when it is good.
 * `now` is epoch milliseconds; `timeZone` is the user's, for the words (UTC when left out).
 */
export function checkTrigger(trigger: Trigger, now: number, timeZone = 'UTC'): string | null {
  if (trigger.kind === 'once' && !Number.isInteger(trigger.at)) {
    return 'The time is missing or malformed. Give it in whole milliseconds since 1970.'
  }
  if (trigger.kind === 'interval' && !Number.isInteger(trigger.everyMs)) {
    return 'The interval is missing or malformed. Give it in whole milliseconds, at least 1000.'
  }
  switch (trigger.kind) {
    case 'once':
      return checkOnce(trigger.at, now, timeZone)
    case 'interval':
      return checkShape(trigger)
    case 'cron':
      return checkCron(trigger, now) ?? checkShape(trigger)
    default:
      return assertNever(trigger)
  }
}

/**
 * Why bounds are refused, or null when they are good: an end before the start, an end that has passed, hours that begin
 * where they end, an excluded date that no calendar has, and, with `trigger`, bounds that leave it no fire at all. Instants
 * are epoch milliseconds; hours and dates of a trigger without a zone are judged in `timeZone` (UTC when left out).
 */
export function checkBounds(
  bounds: Bounds,
  against?: { readonly trigger: Trigger; readonly now: number; readonly timeZone?: string },
): string | null {
  const { notBefore, notAfter, hours } = bounds
  if (notBefore !== undefined && notAfter !== undefined && notAfter < notBefore) {
    return 'The end lies before the start. Choose a later end or an earlier start.'
  }
  if (hours !== undefined && hours.from === hours.to)
    return `Between ${hours.from} and ${hours.to} there is no time. Choose two different times, or leave the hours out.`
  const wrong = bounds.exclude?.find((date) => dayOfDate(date) === null)
  if (wrong !== undefined)
    return `"${wrong}" is not a date. Excluded dates are written YYYY-MM-DD, such as 2026-12-24.`
  if (against === undefined) return null
  const { trigger, now, timeZone } = against
  if (notAfter !== undefined && notAfter <= now) return 'The end has already passed. Choose a later one.'
  const isLeft = (kept: Bounds): boolean =>
    nextInstants(trigger, { after: now, count: 1, bounds: kept, timeZone }).length > 0
  if (isLeft(bounds)) return null
  if (hours !== undefined && isLeft({ ...bounds, hours: undefined }))
    return `It would never run: none of its times lies between ${hours.from} and ${hours.to}. Choose other hours, or another time.`
  return 'Nothing is left between the start, the end and the excluded dates. Choose a wider span.'
}
