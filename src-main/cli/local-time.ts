const minuteMs = 60_000

/** An instant as people write it in the zone, such as `2026-11-21 09:05`; with seconds when asked. */
export function localTime(
  instant: number,
  timeZone: string,
  precision: 'minute' | 'second' = 'minute',
): string {
  // Swedish writes dates as ISO does, in local time.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: precision === 'minute' ? 'short' : 'medium',
  }).format(instant)
}

/** The same with the weekday in front, such as `Sat 2026-11-21 09:05`, and seconds where there are some. */
export function localDay(instant: number, timeZone: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(instant)
  return `${weekday} ${localTime(instant, timeZone, instant % minuteMs === 0 ? 'minute' : 'second')}`
}

/** Milliseconds in words, such as `350 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}
