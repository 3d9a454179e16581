import { Temporal } from 'temporal-polyfill'

/** A cron in the plainest form there is: which minutes, hours and weekdays (Sunday is 0). Empty means every one. */
export interface PlainCron {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly weekdays: readonly number[]
}

export interface LocalMinute {
  readonly instant: number
  readonly minute: number
  readonly hour: number
  readonly weekday: number
}

/** The cron expression of a plain cron. */
export function expressionOf(cron: PlainCron): string {
  const field = (values: readonly number[]): string => (values.length === 0 ? '*' : values.join(','))
  return `${field(cron.minutes)} ${field(cron.hours)} * * ${field(cron.weekdays)}`
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
  while (Temporal.PlainDateTime.compare(wall, last) <= 0) {
    const shown = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
    const instant = shown.toPlainDateTime().equals(wall) ? shown.epochMilliseconds : change
    minutes.push({ instant, minute: wall.minute, hour: wall.hour, weekday: wall.dayOfWeek % 7 })
    wall = wall.add({ minutes: 1 })
  }
  return minutes
}

/** The fires of a cron among the given minutes, soonest first, each instant once. */
export function bruteForceFires(cron: PlainCron, minutes: readonly LocalMinute[]): number[] {
  const matches = (wanted: readonly number[], value: number): boolean =>
    wanted.length === 0 || wanted.includes(value)
  const due = minutes.filter(
    (at) =>
      matches(cron.minutes, at.minute) && matches(cron.hours, at.hour) && matches(cron.weekdays, at.weekday),
  )
  return [...new Set(due.map((at) => at.instant))].toSorted((a, b) => a - b)
}
