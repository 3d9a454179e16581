import { readMonthDay } from './month-days.ts'
import { readMonthlyDays, skipOfMonth, type MonthlyDays } from './monthly-days.ts'
import { readMonths } from './month-list.ts'
import { readCount, readOrdinal } from './number-words.ts'
import { rhythmOf, type Rhythm } from './rhythm-words.ts'
import { isDayPart, type DayPart, type TimeOfDay } from './times-of-day.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readUnit, type Unit } from './units.ts'
import { readWeekdays } from './weekdays.ts'
import { WhenProblem } from './when-problem.ts'

/** The days on which a schedule comes round, as the three fields of a cron that say so. */
export interface RepeatedDays {
  readonly dayOfMonth: string
  readonly month: string
  readonly weekday: string
  readonly part: DayPart | null
  readonly time: TimeOfDay | null
}

/** `rhythm` says that only every other day, week or month counts; alone it waits for its days to be said elsewhere. */
export type Recurrence =
  | { readonly kind: 'steps'; readonly count: number; readonly unit: 'second' | 'minute' | 'hour' }
  | { readonly kind: 'days'; readonly days: RepeatedDays; readonly rhythm?: Rhythm | undefined }
  | { readonly kind: 'rhythm'; readonly rhythm: Rhythm }

const everyDay: RepeatedDays = { dayOfMonth: '*', month: '*', weekday: '*', part: null, time: null }

function onDays(days: Partial<RepeatedDays>, rhythm?: Rhythm): Recurrence {
  return { kind: 'days', days: { ...everyDay, ...days }, rhythm }
}

function onWeekdays(days: readonly number[], rhythm?: Rhythm): Recurrence {
  const list = days.join(',')
  const weekday = list === '1,2,3,4,5' ? '1-5' : list === '0,1,2,3,4,5,6' ? '*' : list
  return onDays({ weekday }, rhythm)
}

function onMonthly({ dayOfMonth, weekday, month }: MonthlyDays, rhythm?: Rhythm): Recurrence {
  return onDays({ dayOfMonth, weekday, month }, rhythm)
}

/** `months` is the cron field of the months that are meant, when they are known already. */
function everyMonths(
  tokens: readonly Token[],
  next: number,
  { rhythm, months = '*' }: { readonly rhythm?: Rhythm | undefined; readonly months?: string } = {},
): Taken<Recurrence> {
  const days = readMonthlyDays(tokens, next, false)
  if (days === null) {
    throw new WhenProblem(
      'Say on which day of the month, such as "monthly on the 1st" or "every month on the last day".',
    )
  }
  if (days.value.month !== '*') {
    throw new WhenProblem(
      'Say either every how many months, or which ones, such as "on the 1st of january and july".',
    )
  }
  return { value: onMonthly({ ...days.value, month: months }, rhythm), next: days.next }
}

function everyYear(tokens: readonly Token[], next: number, rhythm?: Rhythm): Taken<Recurrence> {
  const start = skipWords(tokens, next, ', on the', ', on', 'on the', 'on')
  const date = readMonthDay(tokens, start)
  if (date !== null && date.value.year === null) {
    const { day, month } = date.value
    return { value: onDays({ dayOfMonth: String(day), month: String(month) }, rhythm), next: date.next }
  }
  const days = readMonthlyDays(tokens, start, false)
  if (days === null || days.value.month === '*') {
    throw new WhenProblem('Say on which day of the year, such as "every year on 1 june".')
  }
  return { value: onMonthly(days.value, rhythm), next: days.next }
}

/** With a rhythm the weekdays may be said elsewhere: "mondays, every other week". */
function everyWeek(tokens: readonly Token[], next: number, rhythm?: Rhythm): Taken<Recurrence> {
  const days = readWeekdays(tokens, skipWords(tokens, next, 'on', 'every'))
  if (days !== null) return { value: onWeekdays(days.value.days, rhythm), next: days.next }
  const range = readWeekdays(tokens, skipWords(tokens, next, 'from'))
  if (range !== null && range.value.days.length > 1)
    return { value: onWeekdays(range.value.days, rhythm), next: range.next }
  if (rhythm !== undefined) return { value: { kind: 'rhythm', rhythm }, next }
  throw new WhenProblem('Say on which day of the week, such as "weekly on friday at 9".')
}

function everyUnits(count: number, unit: Unit, tokens: readonly Token[], next: number): Taken<Recurrence> {
  if (count < 1) throw new WhenProblem(`"every ${count} ${unit}s" never passes. Say at least 1.`)
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return { value: { kind: 'steps', count, unit }, next }
    case 'day':
      return { value: onDays({}, rhythmOf(count, unit)), next }
    case 'week':
      return everyWeek(tokens, next, rhythmOf(count, unit))
    case 'month':
      return everyMonths(tokens, next, { rhythm: rhythmOf(count, unit) })
    case 'year':
      return everyYear(tokens, next, count === 1 ? undefined : rhythmOf(count, unit))
  }
}

function refuseTwoWays(ordinal: string, name: string, count: number): never {
  const weeks = count === 1 ? 'week' : count === 2 ? 'other week' : `${count} weeks`
  throw new WhenProblem(
    `"every ${ordinal} ${name}" can be read in two ways. Say "every ${weeks} on ${name}" or "${ordinal} ${name} of the month".`,
  )
}

/** What follows "every": `other tuesday`, `second day`, `3rd month on the 1st`. */
function readAlternate(tokens: readonly Token[], index: number): Taken<Recurrence> | null {
  const isOther = wordsAt(tokens, index, 'other')
  const count = isOther ? 2 : (readOrdinal(tokens, index)?.value ?? 0)
  if (count < 1) return null
  const after = index + 1
  const text = tokens[after]?.text
  const unit = readUnit(tokens, after)
  if (unit !== null) return everyUnits(count, unit.value, tokens, unit.next)
  if (isDayPart(text)) return { value: onDays({ part: text }, rhythmOf(count, 'day')), next: after + 1 }
  const weekdays = readWeekdays(tokens, after)
  if (weekdays === null) return null
  if (!isOther) refuseTwoWays(tokens[index]?.text ?? '', text ?? '', count)
  if (wordsAt(tokens, after, 'weekday|weekdays|workday|workdays|working|business|work')) {
    throw new WhenProblem(
      '"every other weekday" can be read in two ways. Name the days, such as "every monday, wednesday and friday", or say "every other week on weekdays".',
    )
  }
  if (skipOfMonth(tokens, weekdays.next) > weekdays.next) {
    throw new WhenProblem(
      `Say which ones of the month, such as "first and third ${text} of the month", or "every other week on ${text}".`,
    )
  }
  return { value: onWeekdays(weekdays.value.days, rhythmOf(2, 'week')), next: weekdays.next }
}

function readEvery(tokens: readonly Token[], index: number): Taken<Recurrence> | null {
  const monthly = readMonthlyDays(tokens, index, true)
  if (monthly !== null) return { value: onMonthly(monthly.value), next: monthly.next }
  const alternate = readAlternate(tokens, index)
  if (alternate !== null) return alternate
  const text = tokens[index]?.text
  if (isDayPart(text)) return { value: onDays({ part: text }), next: index + 1 }
  if (text === 'noon' || text === 'midnight') {
    const hour = text === 'noon' ? 12 : 0
    return { value: onDays({ time: { hour, minute: 0, second: 0, settled: true } }), next: index + 1 }
  }
  const half = skipWords(tokens, index, 'half hour', 'half an hour')
  if (half > index) return { value: { kind: 'steps', count: 30, unit: 'minute' }, next: half }
  const date = readMonthDay(tokens, index)
  if (date !== null && date.value.year === null) return everyYear(tokens, index)
  const weekdays = readWeekdays(tokens, index)
  if (weekdays !== null) return { value: onWeekdays(weekdays.value.days), next: weekdays.next }
  if (text === 'quarter') return everyMonths(tokens, index + 1, { months: '1,4,7,10' })
  if (text === 'fortnight') return everyUnits(2, 'week', tokens, index + 1)
  const count = readCount(tokens, index)
  const unit = readUnit(tokens, count?.next ?? index)
  if (unit === null) return null
  return everyUnits(count?.value ?? 1, unit.value, tokens, unit.next)
}

function readAdverb(tokens: readonly Token[], index: number): Taken<Recurrence> | null {
  switch (tokens[index]?.text) {
    case 'hourly':
      return everyUnits(1, 'hour', tokens, index + 1)
    case 'daily':
      return everyUnits(1, 'day', tokens, index + 1)
    case 'nightly':
      return { value: onDays({ part: 'night' }), next: index + 1 }
    case 'weekly':
      return everyWeek(tokens, index + 1)
    case 'fortnightly':
      return everyUnits(2, 'week', tokens, index + 1)
    case 'biweekly':
    case 'bimonthly':
      throw new WhenProblem(
        `"${tokens[index]?.text}" can be read in two ways. Say, for example, "every 2 weeks on friday" or "on the 1st and 15th of the month".`,
      )
    case 'monthly':
      return everyMonths(tokens, index + 1)
    case 'quarterly':
      return everyMonths(tokens, index + 1, { months: '1,4,7,10' })
    case 'yearly':
    case 'annually':
      return everyYear(tokens, index + 1)
    default:
      return null
  }
}

/** "Every day in june": the months in which the days that were said come round. */
function withMonths({ value, next }: Taken<Recurrence>, tokens: readonly Token[]): Taken<Recurrence> {
  if (value.kind !== 'days' || value.days.month !== '*' || value.days.dayOfMonth !== '*')
    return { value, next }
  const months = wordsAt(tokens, next, 'in') ? readMonths(tokens, next + 1) : null
  if (months === null) return { value, next }
  return { value: { ...value, days: { ...value.days, month: months.value.join(',') } }, next: months.next }
}

/** How often: `every 15 minutes`, `every other tuesday`, `mondays and thursdays`, `monthly on the 31st`, `last day of the month`. */
export function readRecurrence(tokens: readonly Token[], index: number): Taken<Recurrence> | null {
  const leap = skipWords(tokens, index, 'in every leap year')
  if (leap > index) return everyYear(tokens, leap)
  const every = skipWords(
    tokens,
    index,
    'once every',
    'on every',
    'on each',
    'every',
    'each',
    'once a',
    'once per',
  )
  const found = every > index ? readEvery(tokens, every) : readAdverb(tokens, index)
  if (found !== null) return withMonths(found, tokens)
  if (every > index) return null
  const monthly = readMonthlyDays(tokens, index, true)
  if (monthly !== null) return { value: onMonthly(monthly.value), next: monthly.next }
  const weekdays = readWeekdays(tokens, skipWords(tokens, index, 'on', 'from'))
  return weekdays !== null && weekdays.value.repeats
    ? withMonths({ value: onWeekdays(weekdays.value.days), next: weekdays.next }, tokens)
    : null
}
