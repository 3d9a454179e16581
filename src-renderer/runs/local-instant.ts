const two = (value: number): string => String(value).padStart(2, '0')

/** The local day of an instant, as a date field takes it: "2026-11-21". */
export function localDay(at: number): string {
  const date = new Date(at)
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The local time of day of an instant, as a time field takes it: "09:30". */
export function localTime(at: number): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The instant (epoch milliseconds) of a local day and time of day; `null` if one of them is missing or malformed. */
export function localInstant(day: string, time: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}(?::\d{2})?$/.test(time)) return null
  const at = new Date(`${day}T${time}`).getTime()
  return Number.isNaN(at) ? null : at
}
