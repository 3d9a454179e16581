const minute = 60_000
const hour = 60 * minute

/** A length of time that is whole in minutes: "1 h", "30 min", "1 h 30 min". Milliseconds. */
export function durationText(ms: number): string {
  const hours = Math.floor(ms / hour)
  const minutes = Math.round((ms % hour) / minute)
  return [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(' ') || '0 min'
}
