/** The local date so many days before `now`, as the filters write it: "2026-10-01". */
export function localDay(now: number, daysBefore: number): string {
  const date = new Date(now)
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
