import { Temporal } from 'temporal-polyfill'
import type { Stride, Trigger } from '../../../src-shared/domain/schedule.ts'

/** A cron in the plainest form there is: which minutes, hours, dates and weekdays (Sunday is 0). Empty means every one. */
export interface PlainCron {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  /** With dates there are no weekdays: which of them counts then is croner's rule, not the clock's. */
  readonly dates: readonly number[]
  readonly weekdays: readonly number[]
  readonly every: Stride | null
}

/** A minute of a wall clock, also one that it skips, and the instant at which it is due. */
export interface LocalMinute {
  readonly instant: number
  readonly minute: number
  readonly hour: number
  readonly date: Temporal.PlainDate
}

/** The trigger that means a plain cron. */
export function triggerOf({ minutes, hours, dates, weekdays, every }: PlainCron, timeZone: string): Trigger {
  const field = (values: readonly number[]): string => (values.length === 0 ? '*' : values.join(','))
  const expression = `${field(minutes)} ${field(hours)} ${field(dates)} * ${field(weekdays)}`
  return { kind: 'cron', expression, timeZone, ...(every === null ? {} : { every }) }
}

/** Every instant in [from, to) at which the zone changes its offset. */
export function changesOf(timeZone: string, from: number, to: number): number[] {
  const changes: number[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= to) return changes
    const before = Temporal.Instant.fromEpochMilliseconds(next.epochMilliseconds - 1).toZonedDateTimeISO(
      timeZone,
    )
    if (before.offsetNanoseconds !== next.offsetNanoseconds) changes.push(next.epochMilliseconds)
    at = next
  }
}

/**
 * Every local minute from a day and a bit before `change` to as much after it, the skipped ones included, each with the
 * instant at which it is due by the rule: the first time it is shown, else the end of the gap.
 */
export function localMinutesAround(timeZone: string, change: number): LocalMinute[] {
  const span = { hours: 26 }
  const middle = Temporal.Instant.fromEpochMilliseconds(change)
  const last = middle.add(span).toZonedDateTimeISO(timeZone).toPlainDateTime()
  const minutes: LocalMinute[] = []
  let wall = middle.subtract(span).toZonedDateTimeISO(timeZone).toPlainDateTime().round('minute')
  let date = wall.toPlainDate()
  while (Temporal.PlainDateTime.compare(wall, last) <= 0) {
    const shown = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
    const instant = shown.toPlainDateTime().equals(wall) ? shown.epochMilliseconds : change
    if (wall.day !== date.day) date = wall.toPlainDate()
    minutes.push({ instant, minute: wall.minute, hour: wall.hour, date })
    wall = wall.add({ minutes: 1 })
  }
  return minutes
}

function monday(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}

/** Whether a date lies within a stride, by the calendar of Temporal. */
export function isInStride(date: Temporal.PlainDate, { count, unit, from }: Stride): boolean {
  const start = Temporal.PlainDate.from(from)
  switch (unit) {
    case 'day':
      return start.until(date, { largestUnit: 'days' }).days % count === 0
    case 'week':
      return monday(start).until(monday(date), { largestUnit: 'weeks' }).weeks % count === 0
    case 'month': {
      const months = start.toPlainYearMonth().until(date.toPlainYearMonth(), { largestUnit: 'months' })
      return months.months % count === 0
    }
  }
}

/** Whether a plain cron wants a date. */
export function wantsDate({ dates, weekdays, every }: PlainCron, date: Temporal.PlainDate): boolean {
  return (
    (dates.length === 0 || dates.includes(date.day)) &&
    (weekdays.length === 0 || weekdays.includes(date.dayOfWeek % 7)) &&
    (every === null || isInStride(date, every))
  )
}

/** The fires of a cron among the given minutes, soonest first, each instant once. */
export function bruteForceFires(cron: PlainCron, minutes: readonly LocalMinute[]): number[] {
  const wanted = new Map<Temporal.PlainDate, boolean>()
  const isWanted = (date: Temporal.PlainDate): boolean => {
    const known = wanted.get(date) ?? wantsDate(cron, date)
    wanted.set(date, known)
    return known
  }
  const matches = (values: readonly number[], value: number): boolean =>
    values.length === 0 || values.includes(value)
  const due = minutes.filter(
    (at) => matches(cron.minutes, at.minute) && matches(cron.hours, at.hour) && isWanted(at.date),
  )
  return [...new Set(due.map((at) => at.instant))].toSorted((a, b) => a - b)
}
