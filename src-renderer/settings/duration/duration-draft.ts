export const durationUnits = ['minutes', 'hours', 'days'] as const
export type DurationUnit = (typeof durationUnits)[number]

/** A length of time as it is typed. */
export interface DurationDraft {
  readonly amount: string
  readonly unit: DurationUnit
}

export const minuteMs = 60_000
const unitMs: Readonly<Record<DurationUnit, number>> = {
  minutes: minuteMs,
  hours: 60 * minuteMs,
  days: 24 * 60 * minuteMs,
}

function largestUnit(ms: number): DurationUnit {
  return durationUnits.findLast((unit) => ms >= unitMs[unit] && ms % unitMs[unit] === 0) ?? 'minutes'
}

/** The draft of a length in milliseconds, in the largest unit in which it is whole; read again it is the same to the millisecond. */
export function durationDraft(ms: number): DurationDraft {
  const unit = largestUnit(ms)
  return { amount: String(ms / unitMs[unit]), unit }
}

/** "4 hours", "1 day", "90 minutes"; milliseconds. */
export function durationWords(ms: number): string {
  const unit = largestUnit(ms)
  const amount = Math.round((ms / unitMs[unit]) * 100) / 100
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`
}

export type DurationReading =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: false; readonly problem: string }

/** The length that a draft says in milliseconds, with a point or a comma, or what is wrong with it. */
export function readDuration(
  { amount, unit }: DurationDraft,
  { leastMs, mostMs }: { readonly leastMs: number; readonly mostMs: number },
): DurationReading {
  const value = Number(amount.trim().replace(',', '.'))
  if (amount.trim() === '' || !Number.isFinite(value) || value <= 0) {
    return { ok: false, problem: 'Give a number above 0.' }
  }
  const ms = Math.round(value * unitMs[unit])
  if (ms < leastMs) return { ok: false, problem: 'That is too short.' }
  if (ms > mostMs) return { ok: false, problem: `At most ${durationWords(mostMs)}.` }
  return { ok: true, ms }
}
