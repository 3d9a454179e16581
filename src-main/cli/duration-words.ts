import { wrongUsage } from './cli-failure.ts'

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** Milliseconds of words such as `30s`, `1h30m` or `1d`; `null` when they are none. */
export function durationOf(text: string): number | null {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(s|min|m|h|d|w)\s*/gy)]
  if (parts.map((part) => part[0]).join('') !== text || parts.length === 0) return null
  return Math.round(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0), 0),
  )
}

/** A date with a time, in local time unless it says otherwise, or epoch milliseconds. `what` names it in the refusal. */
export function instantOf(text: string, what: string): number {
  if (/^\d{10,}$/.test(text)) return Number(text)
  // Without a time JavaScript reads a date as midnight in UTC, which nobody here means.
  const instant = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/.test(text)
    ? new Date(text.replace(' ', 'T')).getTime()
    : Number.NaN
  if (Number.isNaN(instant)) throw wrongUsage(`${what} takes a date and a time, such as "2026-12-24 18:00".`)
  return instant
}
