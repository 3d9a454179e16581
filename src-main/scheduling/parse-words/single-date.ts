import { addDays, dateOfWall, daysIn, wallOfDate, weekdayOf, type CalendarDate } from './calendar-date.ts'
import { readMonthDay, type MonthDay } from './month-days.ts'
import { readOrdinal } from './number-words.ts'
import { isDayPart, type DayPart } from './times-of-day.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readWeekday, readWeekdays } from './weekdays.ts'
import { WhenProblem } from './when-problem.ts'

export interface SingleDate {
  readonly date: CalendarDate
  /** A weekday without "next" or a date: when its time has passed today, the same one next week is meant. */
  readonly orNextWeek: boolean
  readonly part: DayPart | 'tonight' | null
}

const plain = { orNextWeek: false, part: null } as const

function resolveMonthDay({ year, month, day }: MonthDay, today: CalendarDate): CalendarDate {
  if (year !== null) {
    if (day > daysIn(year, month)) throw new WhenProblem(`${year} has no 29 February. Choose another day.`)
    return { year, month, day }
  }
  for (let candidate = today.year; ; candidate++) {
    const date = { year: candidate, month, day }
    if (day <= daysIn(candidate, month) && wallOfDate(date) >= wallOfDate(today)) return date
  }
}

/** "On the 15th": the next month that has one. */
function resolveDay(day: number, today: CalendarDate): CalendarDate {
  if (day < 1 || day > 31) throw new WhenProblem(`There is no ${day}th day of a month. Choose 1 to 31.`)
  for (let month = today.month; ; month++) {
    const first = dateOfWall(Date.UTC(today.year, month - 1, 1))
    const date = { ...first, day }
    if (day <= daysIn(date.year, date.month) && wallOfDate(date) >= wallOfDate(today)) return date
  }
}

function readNamed(tokens: readonly Token[], index: number, today: CalendarDate): Taken<SingleDate> | null {
  if (wordsAt(tokens, index, 'tonight'))
    return { value: { ...plain, date: today, part: 'tonight' }, next: index + 1 }
  const part = tokens[index + 1]?.text
  if (wordsAt(tokens, index, 'this') && isDayPart(part)) {
    return { value: { ...plain, date: today, part }, next: index + 2 }
  }
  const names: readonly (readonly [string, number])[] = [
    ['today', 0],
    ['the day after tomorrow', 2],
    ['day after tomorrow', 2],
    ['tomorrow', 1],
    ['tmr', 1],
    ['the day before yesterday', -2],
    ['day before yesterday', -2],
    ['yesterday', -1],
  ]
  const found = names.find(([phrase]) => wordsAt(tokens, index, phrase))
  if (found === undefined) return null
  const next = skipWords(tokens, index, found[0])
  return { value: { ...plain, date: addDays(today, found[1]) }, next }
}

/** "Last friday" has passed, and is read so that this can be said. */
function readLast(tokens: readonly Token[], index: number, today: CalendarDate): Taken<SingleDate> | null {
  const weekday = wordsAt(tokens, index, 'last') ? readWeekday(tokens, index + 1) : null
  if (weekday === null || wordsAt(tokens, weekday.next, 'of|in')) return null
  const back = (weekdayOf(today) - weekday.value + 6) % 7
  return { value: { ...plain, date: addDays(today, -back - 1) }, next: weekday.next }
}

/** "Sun" and "sat" are words of their own: alone they are days only before a time or a date, or at the end. */
function isTimeAhead(tokens: readonly Token[], index: number): boolean {
  const text = tokens[index]?.text
  return text === undefined || /^(\d.*|,|at|noon|midnight|next)$/.test(text)
}

/** "Next friday" is the Friday of the next week (weeks begin on Monday), "friday" and "this friday" the coming one. */
function readWeekdayDate(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
  named: boolean,
): Taken<SingleDate> | null {
  const word = skipWords(tokens, index, 'this coming', 'the coming', 'this', 'coming')
  const isNext = wordsAt(tokens, index, 'next')
  const weekday = readWeekday(tokens, isNext ? index + 1 : word)
  if (weekday === null) return null
  const several = readWeekdays(tokens, word)?.value
  if (several !== undefined && several.days.length > 1) {
    throw new WhenProblem(
      'Several days need a repetition. Say, for example, "every monday and thursday at 9".',
    )
  }
  const isShort = !tokens[weekday.next - 1]?.text.endsWith('day')
  if (isShort && !isNext && word === index && !named && !isTimeAhead(tokens, weekday.next)) return null
  const after = skipWords(tokens, weekday.next, 'next week', 'of next week')
  const monday = addDays(today, 7 - ((weekdayOf(today) + 6) % 7))
  if (isNext || after > weekday.next) {
    return { value: { ...plain, date: addDays(monday, (weekday.value + 6) % 7) }, next: after }
  }
  const date = addDays(today, (weekday.value - weekdayOf(today) + 7) % 7)
  const exactly = readMonthDay(tokens, skipWords(tokens, weekday.next, ','))
  if (exactly === null) return { value: { date, orNextWeek: true, part: null }, next: weekday.next }
  const exact = resolveMonthDay(exactly.value, today)
  if (weekdayOf(exact) !== weekday.value) {
    const written = tokens
      .slice(index, exactly.next)
      .map((token) => token.text)
      .join(' ')
    throw new WhenProblem(`"${written}" falls on another weekday. Leave the weekday out, or correct it.`)
  }
  return { value: { ...plain, date: exact }, next: exactly.next }
}

/** One day: `today`, `tomorrow`, `next friday`, `on 3 march`, `march 3rd, 2027`, `2026-12-01`, `on the 15th`. */
export function readSingleDate(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
): Taken<SingleDate> | null {
  const start = skipWords(tokens, index, 'on')
  const found =
    readNamed(tokens, start, today) ??
    readLast(tokens, start, today) ??
    readWeekdayDate(tokens, start, today, start > index)
  if (found !== null) return found
  const named = readMonthDay(tokens, start)
  if (named !== null)
    return { value: { ...plain, date: resolveMonthDay(named.value, today) }, next: named.next }
  if (!wordsAt(tokens, start, 'the')) return null
  const day = readOrdinal(tokens, start + 1)
  const isDate = day !== null && /^\d/.test(tokens[start + 1]?.text ?? '')
  return isDate ? { value: { ...plain, date: resolveDay(day.value, today) }, next: day.next } : null
}
