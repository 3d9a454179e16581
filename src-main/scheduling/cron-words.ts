import type { CronPattern } from 'croner'
import type { CronCalendar } from './cron-calendar.ts'

export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const ordinalWords = ['first', 'second', 'third', 'fourth', 'fifth'] as const
const anyOccurrence = 63
const lastOccurrence = 32
/** More times than this are a pattern, and a list of them says nothing. */
const mostTimes = 6

export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

export function ordinalNumber(value: number): string {
  const tens = value % 100
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${suffix}`
}

function clockWords(hour: number, minute: number, second: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(hour % 24)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`
}

/** The distance between values when it is the same throughout, else null. */
function stepOf(values: readonly number[]): number | null {
  const [first, second] = values
  if (first === undefined || second === undefined) return null
  const step = second - first
  return values.every((value, index) => value === first + index * step) ? step : null
}

function everyUnit(step: number, unit: string): string {
  return step === 1 ? `every ${unit}` : `every ${step} ${unit}s`
}

/** The step of a field that goes round evenly from its beginning, as `0,15,30,45` of the minutes does. */
function roundStep(values: readonly number[], size: number): number | null {
  if (values.length === 1) return null
  const step = stepOf(values)
  return step !== null && values[0] === 0 && values.length * step === size ? step : null
}

/** `22,23,0,1` for hours that go on over midnight, so that a night reads as one stretch. */
function overMidnight(hours: readonly number[]): readonly number[] {
  const gap = hours.findIndex((hour, index) => index > 0 && hour - (hours[index - 1] ?? hour) > 1)
  const rotated = gap < 0 ? hours : [...hours.slice(gap), ...hours.slice(0, gap).map((hour) => hour + 24)]
  return hours[0] === 0 && hours.at(-1) === 23 && stepOf(rotated) === 1 ? rotated : hours
}

/** `at 09:00 and 18:30`, or `every 2 hours from 09:00 to 17:00`, or null for what has no short name. */
function timesWords({
  seconds,
  minutes,
  hours: allHours,
}: CronCalendar): { readonly kind: 'at' | 'every'; readonly words: string } | null {
  const hours = overMidnight(allHours)
  const [second] = seconds
  const [minute] = minutes
  const [hour] = hours
  const lastHour = hours.at(-1)
  if (second === undefined || minute === undefined || hour === undefined || lastHour === undefined)
    return null
  const allDay = hours.length === 24
  if (seconds.length > 1) {
    const step = roundStep(seconds, 60)
    return step !== null && minutes.length === 60 && allDay
      ? { kind: 'every', words: everyUnit(step, 'second') }
      : null
  }
  const isEven = hours.length >= (minutes.length === 1 ? 4 : 3) && stepOf(hours) !== null
  if (minutes.length * hours.length <= mostTimes && !isEven) {
    const times = hours.flatMap((h) => minutes.map((m) => clockWords(h, m, second)))
    return { kind: 'at', words: `at ${listWords(times)}` }
  }
  const isWindow = hours.length === 1 || stepOf(hours) === 1
  const minuteStep = roundStep(minutes, 60)
  if (minuteStep !== null && isWindow && second === 0) {
    const words = everyUnit(minuteStep, 'minute')
    const until = clockWords(lastHour, 60 - minuteStep, 0)
    return { kind: 'every', words: allDay ? words : `${words} from ${clockWords(hour, 0, 0)} to ${until}` }
  }
  const minuteGap = stepOf(minutes)
  if (
    allDay &&
    second === 0 &&
    minute === 0 &&
    minuteGap !== null &&
    (minutes.at(-1) ?? 0) + minuteGap >= 60
  ) {
    return { kind: 'every', words: `${everyUnit(minuteGap, 'minute')}, counted from each full hour` }
  }
  if (minutes.length > 1) return null
  const step = stepOf(hours)
  if (step === null) return null
  const past = minute === 0 && second === 0 ? '' : ` at ${clockWords(0, minute, second).slice(2)}`
  if (hour === 0 && hours.length * step === 24)
    return { kind: 'every', words: `${everyUnit(step, 'hour')}${past}` }
  const from = clockWords(hour, minute, second)
  return {
    kind: 'every',
    words: `${everyUnit(step, 'hour')} from ${from} to ${clockWords(lastHour, minute, second)}`,
  }
}

interface DayWords {
  /** Before a time: `Every weekday`, `On the last day of every month`. */
  readonly before: string
  /** After a repetition: `on weekdays`; empty for every day. */
  readonly after: string
}

function weekdayWords(days: readonly number[]): DayWords {
  const mondayFirst = [1, 2, 3, 4, 5, 6, 0].filter((day) => days.includes(day))
  const key = mondayFirst.join('')
  if (key === '12345') return { before: 'Every weekday', after: 'on weekdays' }
  if (key === '60') return { before: 'Every Saturday and Sunday', after: 'on weekends' }
  const names = mondayFirst.map((day) => weekdayNames[day] ?? '')
  return { before: `Every ${listWords(names)}`, after: `on ${listWords(names.map((name) => `${name}s`))}` }
}

function nthWords(dayOfWeek: readonly number[]): string[] | null {
  const words: string[] = []
  for (const [day, flags] of dayOfWeek.entries()) {
    if (flags === anyOccurrence) return null
    for (const [index, word] of ordinalWords.entries())
      if (flags & (1 << index)) words.push(`${word} ${weekdayNames[day]}`)
    if (flags & lastOccurrence) words.push(`last ${weekdayNames[day]}`)
  }
  return words
}

function dateParts(pattern: CronPattern): string[] {
  const parts: string[] = []
  for (const [index, wanted] of pattern.nearestWeekdays.entries()) {
    if (wanted) parts.push(index === 0 ? 'first weekday' : `weekday nearest the ${ordinalNumber(index + 1)}`)
  }
  for (const [index, wanted] of pattern.day.entries()) if (wanted) parts.push(ordinalNumber(index + 1))
  if (pattern.lastWeekday) parts.push('last weekday')
  if (pattern.lastDayOfMonth) parts.push('last day')
  return parts
}

function ofMonths(months: readonly number[]): string {
  if (months.length === 12) return 'of every month'
  return `of ${listWords(months.map((month) => monthNames[month] ?? ''))}`
}

/** `days` are the plain dates among `parts`. */
function monthlyWords(
  parts: readonly string[],
  days: readonly number[],
  months: readonly number[],
): DayWords {
  const [month] = months
  if (months.length === 1 && month !== undefined && days.length === parts.length) {
    const dates = `${listWords(days.map(String))} ${monthNames[month]}`
    const leap = month === 1 && days.length === 1 && days[0] === 29
    const words = leap ? 'in every leap year, on 29 February' : `every year on ${dates}`
    return { before: words.charAt(0).toUpperCase() + words.slice(1), after: words }
  }
  const skips = parts.length === 1 && days.some((day) => day > 28) && months.length === 12
  const of = skips ? 'of every month that has one' : ofMonths(months)
  const on = `on the ${listWords(parts)} ${of}`
  return { before: `On${on.slice(2)}`, after: on }
}

function dayWords(pattern: CronPattern): DayWords | null {
  const months = pattern.month.flatMap((wanted, index) => (wanted ? [index] : []))
  const everyMonth = months.length === 12
  if (pattern.starDOM && pattern.starDOW) {
    if (everyMonth) return { before: 'Every day', after: '' }
    const inMonths = `in ${listWords(months.map((month) => monthNames[month] ?? ''))}`
    return { before: `Every day ${inMonths}`, after: inMonths }
  }
  if (pattern.starDOM) {
    const nth = nthWords(pattern.dayOfWeek)
    if (nth !== null) return monthlyWords(nth, [], months)
    const plain = pattern.dayOfWeek.every((flags) => flags === 0 || flags === anyOccurrence)
    if (!plain) return null
    const words = weekdayWords(pattern.dayOfWeek.flatMap((flags, day) => (flags ? [day] : [])))
    if (everyMonth) return words
    const inMonths = ` in ${listWords(months.map((month) => monthNames[month] ?? ''))}`
    return { before: words.before + inMonths, after: words.after + inMonths }
  }
  if (!pattern.starDOW) return null
  const parts = dateParts(pattern)
  const days = pattern.day.flatMap((wanted, index) => (wanted ? [index + 1] : []))
  return parts.length > mostTimes ? null : monthlyWords(parts, days, months)
}

/** A cron in plain English without its zone, such as `Every weekday at 09:00`, or null for what has no short name. */
export function cronWords(calendar: CronCalendar): string | null {
  const times = timesWords(calendar)
  const days = dayWords(calendar.pattern)
  if (times === null || days === null) return null
  if (times.kind === 'at') return `${days.before} ${times.words}`
  const words = days.after === '' ? times.words : `${times.words} ${days.after}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
