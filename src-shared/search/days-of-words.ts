const dayMs = 86_400_000

/** The first day, and the day after the last, of a day, a month or a year; counted from 1 January 1970. */
export interface DaySpan {
  readonly first: number
  readonly next: number
}

/** Reads 2026-10-01, 2026-10, 2026, today and yesterday; `null` for anything else, such as a day that no calendar has. */
export function daysOfWords(words: string, today: number): DaySpan | null {
  const word = words.toLowerCase()
  if (word === 'today') return { first: today, next: today + 1 }
  if (word === 'yesterday') return { first: today - 1, next: today }
  const [, y, m, d] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(word) ?? []
  if (y === undefined) return null
  const year = Number(y)
  if (year < 1970) return null
  if (m === undefined) return { first: dayOf(year, 1, 1), next: dayOf(year + 1, 1, 1) }
  const month = Number(m)
  if (month < 1 || month > 12) return null
  const next = dayOf(year, month + 1, 1)
  if (d === undefined) return { first: dayOf(year, month, 1), next }
  const day = dayOf(year, month, Number(d))
  return Number(d) >= 1 && day < next ? { first: day, next: day + 1 } : null
}

function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / dayMs
}
