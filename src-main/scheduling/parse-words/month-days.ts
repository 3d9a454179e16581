import { refuseNoSuchDay } from './calendar-date.ts'
import { readOrdinal } from './number-words.ts'
import { skipWords, type Taken, type Token } from './tokens.ts'
import { WhenProblem } from './when-problem.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const longMonths: Readonly<Record<string, number>> = {
  january: 1,
  february: 2,
  march: 3,
  april: 4,
  june: 6,
  july: 7,
  august: 8,
  sept: 9,
  september: 9,
  october: 10,
  november: 11,
  december: 12,
}

export interface MonthDay {
  readonly month: number
  readonly day: number
  readonly year: number | null
}

export function readMonth(tokens: readonly Token[], index: number): Taken<number> | null {
  const text = tokens[index]?.text
  if (text === undefined) return null
  const short = months.findIndex((name) => name === text) + 1
  const month = short > 0 ? short : longMonths[text]
  return month === undefined ? null : { value: month, next: index + 1 }
}

function readDay(tokens: readonly Token[], index: number): Taken<number> | null {
  const ordinal = readOrdinal(tokens, index)
  if (ordinal !== null) return ordinal
  const text = tokens[index]?.text
  return text !== undefined && /^\d{1,2}$/.test(text) ? { value: Number(text), next: index + 1 } : null
}

function withYear(tokens: readonly Token[], month: number, day: number, next: number): Taken<MonthDay> {
  refuseNoSuchDay(month, day)
  const at = skipWords(tokens, next, ',')
  const text = tokens[at]?.text
  if (text !== undefined && /^(19|2\d)\d\d$/.test(text))
    return { value: { month, day, year: Number(text) }, next: at + 1 }
  return { value: { month, day, year: null }, next }
}

/** `3 march`, `the 3rd of march 2027`, `march 3rd, 2027`, `2026-12-01`. Figures alone, as in 3/4, are refused: they have two readings. */
export function readMonthDay(tokens: readonly Token[], index: number): Taken<MonthDay> | null {
  const text = tokens[index]?.text
  if (text === undefined) return null
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso !== null) {
    const [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    if (month < 1 || month > 12) throw new WhenProblem(`"${text}" is not a date: months go from 01 to 12.`)
    refuseNoSuchDay(month, day)
    return { value: { year, month, day }, next: index + 1 }
  }
  if (
    /^\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?$/.test(text) &&
    (text.includes('/') || text.split('.').length === 3)
  ) {
    throw new WhenProblem(`"${text}" can be read in two ways. Write the month as a word, such as "3 march".`)
  }
  const monthFirst = readMonth(tokens, index)
  if (monthFirst !== null) {
    const day = readDay(tokens, skipWords(tokens, monthFirst.next, 'the'))
    return day === null ? null : withYear(tokens, monthFirst.value, day.value, day.next)
  }
  const day = readDay(tokens, skipWords(tokens, index, 'the'))
  const month = day === null ? null : readMonth(tokens, skipWords(tokens, day.next, 'of'))
  return day === null || month === null ? null : withYear(tokens, month.value, day.value, month.next)
}
