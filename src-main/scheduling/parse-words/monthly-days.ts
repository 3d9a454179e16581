import { readMonths } from './month-list.ts'
import { readOrdinal } from './number-words.ts'
import { skipJoint, skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readWeekday } from './weekdays.ts'
import { WhenProblem } from './when-problem.ts'

/** Days of a month as cron fields; of the first two one is `*`. `month` is `*` for every month. */
export interface MonthlyDays {
  readonly dayOfMonth: string
  readonly weekday: string
  readonly month: string
}

/** One day: exactly one of the two fields is set. */
interface MonthlyDay {
  readonly dayOfMonth: string | null
  readonly weekday: string | null
}

const ofMonth = [
  'of the month',
  'of every month',
  'of each month',
  'of a month',
  'in the month',
  'every month',
  'each month',
]

/** The index after `of the month` or the like, if it stands at `index`; else `index`. */
export function skipOfMonth(tokens: readonly Token[], index: number): number {
  const end = skipWords(tokens, index, ...ofMonth)
  return end > index ? skipWords(tokens, end, 'that has one', 'which has one') : end
}

/** What follows an ordinal, or `last`: a weekday, `day`, `weekday`, or nothing when it is a date itself. */
function dayAfter(
  tokens: readonly Token[],
  index: number,
  ordinal: number | 'last',
  figures: boolean,
): Taken<MonthlyDay> | null {
  const isLast = ordinal === 'last'
  if (wordsAt(tokens, index, 'weekday|workday')) {
    if (!isLast && ordinal !== 1) {
      throw new WhenProblem(
        'Of the weekdays of a month only the first and the last can be told. Say "first weekday of the month".',
      )
    }
    return { value: { dayOfMonth: isLast ? 'LW' : '1W', weekday: null }, next: index + 1 }
  }
  const weekday = readWeekday(tokens, index)
  if (weekday !== null) {
    if (!isLast && ordinal > 5)
      throw new WhenProblem(`No month has a ${ordinal}th weekday of one name. Say first to fifth, or last.`)
    return {
      value: { dayOfMonth: null, weekday: isLast ? `${weekday.value}L` : `${weekday.value}#${ordinal}` },
      next: weekday.next,
    }
  }
  const day = skipWords(tokens, index, 'day')
  if (isLast) return day > index ? { value: { dayOfMonth: 'L', weekday: null }, next: day } : null
  if (day === index && !figures) return null
  if (ordinal < 1 || ordinal > 31)
    throw new WhenProblem(`There is no ${ordinal}th day of a month. Choose 1 to 31, or "last day".`)
  return { value: { dayOfMonth: String(ordinal), weekday: null }, next: day }
}

function nearestTo(tokens: readonly Token[], index: number): Taken<MonthlyDay> | null {
  const day = readOrdinal(tokens, index)
  if (day === null || day.value < 1 || day.value > 31) return null
  return { value: { dayOfMonth: `${day.value}W`, weekday: null }, next: day.next }
}

function readOne(tokens: readonly Token[], index: number, needsMonth: boolean): Taken<MonthlyDay> | null {
  const start = skipWords(tokens, index, 'on the', 'on', 'the')
  const nearest = skipWords(tokens, start, 'weekday nearest the', 'weekday nearest')
  if (nearest > start) return nearestTo(tokens, nearest)
  if (wordsAt(tokens, start, 'last')) return dayAfter(tokens, start + 1, 'last', false)
  if (wordsAt(tokens, start, 'day') && /^\d{1,2}$/.test(tokens[start + 1]?.text ?? '')) {
    return dayAfter(tokens, start + 2, Number(tokens[start + 1]?.text), true)
  }
  const ordinal = readOrdinal(tokens, start)
  if (ordinal === null) return null
  return dayAfter(tokens, ordinal.next, ordinal.value, !needsMonth || /^\d/.test(tokens[start]?.text ?? ''))
}

/** "First and third tuesday": the first ordinal has its weekday later. */
function readSharedWeekday(tokens: readonly Token[], index: number): Taken<MonthlyDay[]> | null {
  const start = skipWords(tokens, index, 'on the', 'on', 'the')
  const first = readOrdinal(tokens, start)
  const joint = first === null ? start : skipJoint(tokens, first.next)
  if (first === null || joint === first.next || readWeekday(tokens, first.next) !== null) return null
  const second = readOne(tokens, joint, true)
  const weekday = second?.value.weekday?.charAt(0)
  if (second === null || weekday === undefined) return null
  return {
    value: [{ dayOfMonth: null, weekday: `${weekday}#${first.value}` }, second.value],
    next: second.next,
  }
}

/**
 * `first monday of the month`, `the 1st and 15th of every month`, `last day of the month`, `last weekday of the month`.
 * With `needsMonth` the words must say that the month is meant; after "monthly" they need not.
 */
export function readMonthlyDays(
  tokens: readonly Token[],
  index: number,
  needsMonth: boolean,
): Taken<MonthlyDays> | null {
  const shared = readSharedWeekday(tokens, index)
  const first = shared === null ? readOne(tokens, index, needsMonth) : null
  const days = shared?.value ?? (first === null ? [] : [first.value])
  let next = shared?.next ?? first?.next ?? index
  if (days.length === 0) return null
  for (;;) {
    const joint = skipJoint(tokens, next)
    const more = joint === next ? null : readOne(tokens, joint, needsMonth)
    if (more === null) break
    days.push(more.value)
    next = more.next
  }
  const dates = days.flatMap((day) => (day.dayOfMonth === null ? [] : [day.dayOfMonth]))
  const weekdays = days.flatMap((day) => (day.weekday === null ? [] : [day.weekday]))
  const months = wordsAt(tokens, next, 'of') ? readMonths(tokens, next + 1) : null
  // "The 1st of june" is one day, and so is "the last friday of june"; two months of it come round.
  const comesRound = months !== null && (!needsMonth || months.value.length > 1)
  const end = comesRound ? months.next : skipOfMonth(tokens, next)
  if (needsMonth && end === next) return null
  if (
    (dates.length > 0 && weekdays.length > 0) ||
    (dates.length > 1 && dates.some((day) => day.endsWith('W')))
  ) {
    throw new WhenProblem('These days of the month need two schedules. Make one for each.')
  }
  return {
    value: {
      dayOfMonth: dates.join(',') || '*',
      weekday: weekdays.join(',') || '*',
      month: comesRound ? months.value.join(',') : '*',
    },
    next: skipWords(tokens, end, ', if it has one ,', ', if it has one', 'if it has one'),
  }
}
