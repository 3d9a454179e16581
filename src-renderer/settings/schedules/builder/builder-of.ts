import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { Stride, Trigger } from '../../../../src-shared/domain/schedule.ts'
import { type BuilderState, emptyBuilder, type MonthDate, type Nth, type NthDay } from './builder-state.ts'
import { cronValues } from './cron-fields.ts'
import { unitMs } from './trigger-of.ts'
import { dateIn, timeIn } from './zone-time.ts'

interface ShowContext {
  /** IANA name; the date and the time of `once` are shown in it. */
  readonly zone: string
  /** Epoch milliseconds; fills what the trigger's shape does not use. */
  readonly now: number
}

type Cron = Extract<Trigger, { kind: 'cron' }>
/** More times a day than this are a pattern, and a list of fields says nothing. */
const mostTimes = 8

/**
 * The steps that say a trigger, the simplest shape that says it; a cron that has none is shown as the expression it is.
 * `null` for an interval that is no whole number of seconds.
 */
export function builderOf(trigger: Trigger, { zone, now }: ShowContext): BuilderState | null {
  const empty = emptyBuilder(now, zone)
  switch (trigger.kind) {
    case 'once':
      return {
        ...empty,
        shape: 'once',
        date: dateIn(zone, trigger.at),
        time: timeIn(zone, trigger.at),
        at: trigger.at,
      }
    case 'interval': {
      const { everyMs, anchor = null } = trigger
      const unit = (['hours', 'minutes', 'seconds'] as const).find((one) => everyMs % unitMs[one] === 0)
      return unit ? { ...empty, shape: 'every', count: String(everyMs / unitMs[unit]), unit, anchor } : null
    }
    case 'cron':
      return {
        ...empty,
        shape: 'cron',
        expression: trigger.expression,
        every: trigger.every ?? null,
        ...simpleShape(trigger),
      }
    default:
      return assertNever(trigger)
  }
}

function simpleShape({ expression, every }: Cron): Partial<BuilderState> | null {
  const fields = expression.trim().split(/\s+/)
  const [minute = '', hour = '', date = '', month = '', weekday = ''] = fields
  const times = fields.length === 5 ? timesOf(minute, hour) : null
  const days = times && daysOf(date, month, weekday)
  if (!times || !days) return null
  if (!every) return { every: null, times, ...days }
  const rhythm = strideOf(days, every)
  return rhythm && { every: null, times, ...rhythm }
}

function timesOf(minute: string, hour: string): readonly string[] | null {
  const minutes = cronValues(minute, 'minute')
  const hours = cronValues(hour, 'hour')
  if (!Array.isArray(minutes) || !Array.isArray(hours) || minutes.length * hours.length > mostTimes)
    return null
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours.flatMap((h: number) => minutes.map((m: number) => `${two(h)}:${two(m)}`))
}

function daysOf(date: string, month: string, weekday: string): Partial<BuilderState> | null {
  const anyDate = date === '*' || date === '?'
  const anyWeekday = cronValues(weekday, 'weekday') === 'any'
  const months = cronValues(month, 'month')
  if (Array.isArray(months)) {
    const [only] = months as readonly number[]
    const dates = datesOf(date)
    const [day] = dates ?? []
    const isYearly = months.length === 1 && anyWeekday && dates?.length === 1 && typeof day === 'number'
    return isYearly && only !== undefined ? { shape: 'yearly', month: only, day } : null
  }
  if (months === null) return null
  if (anyDate) return anyWeekday ? { shape: 'daily' } : weekdayShape(weekday)
  if (!anyWeekday) return null
  if (date === 'LW') return { shape: 'monthly-weekday', nth: 'last', nthDay: 'weekday' }
  if (date === '1W') return { shape: 'monthly-weekday', nth: '1', nthDay: 'weekday' }
  const dates = datesOf(date)
  return dates && { shape: 'monthly-date', dates }
}

function weekdayShape(field: string): Partial<BuilderState> | null {
  const nth = /^([0-6])(?:#([1-5])|L|#L)$/.exec(field)
  if (nth) {
    const [, day = '0', number = 'last'] = nth
    return { shape: 'monthly-weekday', nthDay: day as NthDay, nth: number as Nth }
  }
  const weekdays = cronValues(field, 'weekday')
  if (weekdays === null || weekdays === 'any') return null
  if (weekdays.length === 7) return { shape: 'daily' }
  return weekdays.join() === '1,2,3,4,5' ? { shape: 'weekdays', weekdays } : { shape: 'weekly', weekdays }
}

function datesOf(field: string): readonly MonthDate[] | null {
  const parts = field.split(',')
  const figures = parts.filter((part) => part !== 'L')
  const numbers = figures.length === 0 ? [] : cronValues(figures.join(','), 'date')
  if (numbers === null || numbers === 'any') return null
  return [...numbers, ...(parts.includes('L') ? ['last' as const] : [])]
}

/** The form counts days, days of the week, and dates of the month; other days with a rhythm stay an expression. */
function strideOf(days: Partial<BuilderState>, every: Stride): Partial<BuilderState> | null {
  const { count, unit, from } = every
  const rhythm = { shape: 'stride', strideCount: String(count), strideUnit: unit, strideFrom: from } as const
  switch (unit) {
    case 'day':
      return days.shape === 'daily' ? rhythm : null
    case 'week': {
      const weekdays = days.shape === 'daily' ? [0, 1, 2, 3, 4, 5, 6] : days.weekdays
      return weekdays ? { ...rhythm, weekdays } : null
    }
    case 'month':
      return days.shape === 'monthly-date' && days.dates ? { ...rhythm, dates: days.dates } : null
    default:
      return assertNever(unit)
  }
}
