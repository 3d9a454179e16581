import { absoluteTime, clockTime, dayName } from '../../components/format-time.ts'

export interface SnoozeTime {
  readonly label: string
  /** The time in words, beside the label. */
  readonly hint: string
  /** Epoch milliseconds. */
  readonly until: number
}

const eveningHour = 18
const morningHour = 9
const hour = 3_600_000

/** When a question may come back, soonest first, in the system's zone. "This evening" is offered until an hour before it. */
export function snoozeTimes(now: number): readonly SnoozeTime[] {
  const inAnHour = now + hour
  const evening = atHour(now, 0, eveningHour)
  const tomorrow = atHour(now, 1, morningHour)
  const monday = atHour(now, daysUntilMonday(now), morningHour)
  return [
    { label: '1 hour', hint: clockTime(inAnHour), until: inAnHour },
    ...(evening - now > hour ? [{ label: 'This evening', hint: clockTime(evening), until: evening }] : []),
    {
      label: 'Tomorrow morning',
      hint: `${dayWords(tomorrow, now)}, ${clockTime(tomorrow)}`,
      until: tomorrow,
    },
    ...(monday > tomorrow
      ? [{ label: 'Next week', hint: `Monday, ${clockTime(monday)}`, until: monday }]
      : []),
  ]
}

function dayWords(at: number, now: number): string {
  const name = dayName(at, now)
  return name === 'Tomorrow' ? absoluteTime(at).slice(0, 3) : name
}

function atHour(now: number, days: number, hours: number): number {
  const date = new Date(now)
  // Calendar arithmetic, so that a day of 23 or 25 hours still gives nine o'clock.
  date.setDate(date.getDate() + days)
  return date.setHours(hours, 0, 0, 0)
}

function daysUntilMonday(now: number): number {
  return (8 - new Date(now).getDay()) % 7 || 7
}
