const units = [
  { ms: 86_400_000, name: 'day', least: 2 },
  { ms: 3_600_000, name: 'hour', least: 1 },
  { ms: 60_000, name: 'minute', least: 1 },
  { ms: 1000, name: 'second', least: 0 },
] as const

/**
 * A duration in the largest unit that says it exactly: `15 minutes`, `90 minutes`, `24 hours`, `2 days`, `1.5 seconds`.
 * One day is `24 hours`, because a day of the calendar may be longer or shorter.
 */
export function durationWords(ms: number): string {
  const unit = units.find((candidate) => ms % candidate.ms === 0 && ms / candidate.ms >= candidate.least)
  const count = unit === undefined ? ms / 1000 : ms / unit.ms
  const name = unit?.name ?? 'second'
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
