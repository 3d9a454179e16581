import type { HeaderReader } from './server-answer.ts'

/**
 * How long the server asks to wait, in milliseconds from `now` (epoch ms), or null. `retry-after-ms` is the finer one
 * and wins; `retry-after` is seconds or an HTTP date (RFC 9110, 10.2.3). A date that has passed is no wait.
 */
export function retryAfterMs(headers: HeaderReader | null, now: number): number | null {
  const fine = number(headers?.get('retry-after-ms'))
  if (fine !== null) return Math.round(fine)
  const coarse = headers?.get('retry-after')
  const seconds = number(coarse)
  if (seconds !== null) return Math.round(seconds * 1000)
  // Date.parse reads many things as a date, "-3" among them; a date of HTTP always ends like this.
  const date = coarse?.trim().endsWith(' GMT') ? Date.parse(coarse) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

function number(value: string | null | undefined): number | null {
  const trimmed = value?.trim() ?? ''
  return /^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : null
}
