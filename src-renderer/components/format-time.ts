/* Times are written in the system's zone, with a 24-hour clock. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exactClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const wholeDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const longDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** "14:02" */
export function clockTime(at: number): string {
  return clock.format(at)
}

/** "Sat, 21 Nov 2026, 14:02:31" */
export function absoluteTime(at: number): string {
  return `${longDay.format(at)}, ${exactClock.format(at)}`
}

/** "Today", "Yesterday", "Tomorrow", "Monday" within a week, else "3 Nov" or "3 Nov 2025". */
export function dayName(at: number, now: number): string {
  const distance = Math.round((startOfDay(at) - startOfDay(now)) / day)
  if (distance === 0) return 'Today'
  if (distance === -1) return 'Yesterday'
  if (distance === 1) return 'Tomorrow'
  if (Math.abs(distance) < 7) return weekday.format(at)
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayAndMonth : wholeDay).format(at)
}

/** "now", "in 4 min", "12 min ago", "14:02" on the same day, "Yesterday, 14:02", "3 Nov, 14:02". */
export function relativeTime(at: number, now: number): string {
  const away = at - now
  const size = Math.abs(away)
  // `now` is up to 15 s old (use-now.ts): what has just happened must not be said to be still to come.
  if (size < 45 * second) return away > 15 * second ? `in ${Math.round(away / second)} s` : 'now'
  if (size < hour) {
    const minutes = Math.max(1, Math.round(size / minute))
    return away > 0 ? `in ${minutes} min` : `${minutes} min ago`
  }
  return momentTime(at, now)
}

/** A point of time to say "since" before: "14:02" on the same day, "Yesterday, 14:02", "3 Nov, 14:02". */
export function momentTime(at: number, now: number): string {
  const name = dayName(at, now)
  return name === 'Today' ? clockTime(at) : `${name}, ${clockTime(at)}`
}

/** "12 ms", "1.4 s", "48 s", "3 min 05 s", "2 h 10 min". */
export function duration(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`
  if (ms < 10 * second) return `${(ms / second).toFixed(1)} s`
  if (ms < minute) return `${Math.round(ms / second)} s`
  const two = (value: number): string => String(value).padStart(2, '0')
  if (ms < hour) return `${Math.floor(ms / minute)} min ${two(Math.floor((ms % minute) / second))} s`
  return `${Math.floor(ms / hour)} h ${two(Math.floor((ms % hour) / minute))} min`
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
