const dayMs = 86_400_000

/** The day of a date written YYYY-MM-DD, counted from 1 January 1970, or null for one that no calendar has (2027-02-29). */
export function dayOfDate(date: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(date) ? null : at / dayMs
}

/** The date, as YYYY-MM-DD, of a wall time (see ZoneClock). */
export function dateOfWallTime(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}
