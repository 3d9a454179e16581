const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How far off an instant is: "now", "in 40 s", "in 12 min", "in 5 h", "in 3 days". Milliseconds; past ones are "now". */
export function awayWords(at: number, now: number): string {
  const away = at - now
  if (away < 1000) return 'now'
  if (away < 90_000) return `in ${Math.round(away / 1000)} s`
  if (away < 90 * minute) return `in ${Math.round(away / minute)} min`
  if (away < 36 * hour) return `in ${Math.round(away / hour)} h`
  return `in ${Math.round(away / day)} days`
}
