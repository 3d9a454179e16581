import type { CronCalendar } from './cron-calendar.ts'
import { wordList } from './word-list.ts'

/** More times than this are told as a repetition where there is one. */
const fewTimes = 6
/** A list of more times than this says nothing. */
const mostTimes = 24

export interface TimeWords {
  /** `at` follows the days, `every` comes before them. */
  readonly kind: 'at' | 'every'
  readonly words: string
  /** How it is said of every day, where that differs: "every 6 hours" alone would be counted from any time. */
  readonly daily?: string
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

function everyMinutes(minutes: readonly number[], hours: readonly number[]): string | null {
  const allDay = hours.length === 24
  const isWindow = hours.length === 1 || stepOf(hours) === 1
  const step = roundStep(minutes, 60)
  if (step !== null && isWindow) {
    const words = everyUnit(step, 'minute')
    const [hour = 0] = hours
    const until = clockWords(hours.at(-1) ?? 0, 60 - step, 0)
    return allDay ? words : `${words} from ${clockWords(hour, 0, 0)} to ${until}`
  }
  const gap = stepOf(minutes)
  const goesRound = minutes[0] === 0 && gap !== null && (minutes.at(-1) ?? 0) + gap >= 60
  return allDay && goesRound ? `${everyUnit(gap, 'minute')}, counted from each full hour` : null
}

function everyHours(hours: readonly number[], minute: number, second: number): TimeWords | null {
  const step = stepOf(hours)
  const [first = 0] = hours
  if (step === null) return null
  const from = clockWords(first, minute, second)
  const span = `${everyUnit(step, 'hour')} from ${from} to ${clockWords(hours.at(-1) ?? 0, minute, second)}`
  if (first !== 0 || hours.length * step !== 24) return { kind: 'every', words: span }
  const past = minute === 0 && second === 0 ? '' : ` at ${clockWords(0, minute, second).slice(2)}`
  const words = `${everyUnit(step, 'hour')}${past}`
  return step === 1 ? { kind: 'every', words } : { kind: 'every', words, daily: span }
}

/** `at 09:00 and 18:30`, or `every 2 hours from 09:00 to 17:00`, or null for what has no short name. */
export function cronTimeWords({ seconds, minutes, hours: rising }: CronCalendar): TimeWords | null {
  const hours = overMidnight(rising)
  const [second] = seconds
  const [minute] = minutes
  if (second === undefined || minute === undefined) return null
  if (seconds.length > 1) {
    const step = roundStep(seconds, 60)
    return step !== null && minutes.length === 60 && hours.length === 24
      ? { kind: 'every', words: everyUnit(step, 'second') }
      : null
  }
  const times = hours.length * minutes.length
  const list = (): TimeWords => ({
    kind: 'at',
    words: `at ${wordList(hours.flatMap((h) => minutes.map((m) => clockWords(h, m, second))))}`,
  })
  const isEven = hours.length >= (minutes.length === 1 ? 4 : 3) && stepOf(hours) !== null
  if (times <= fewTimes && !isEven) return list()
  const byMinute = second === 0 && minutes.length > 1 ? everyMinutes(minutes, hours) : null
  if (byMinute !== null) return { kind: 'every', words: byMinute }
  const byHour = minutes.length === 1 ? everyHours(hours, minute, second) : null
  return byHour ?? (times <= mostTimes ? list() : null)
}
