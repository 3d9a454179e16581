import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { Stride, Trigger } from '../../../../src-shared/domain/schedule.ts'
import type { BuilderState, MonthDate } from './builder-state.ts'
import { instantIn, offsetAt } from './zone-time.ts'

export type BuiltTrigger =
  | { readonly ok: true; readonly trigger: Trigger }
  /** What is missing or does not go together, for people. */
  | { readonly ok: false; readonly problem: string }

interface BuildContext {
  /** IANA name; wall-clock times are judged in it. */
  readonly zone: string
  /** Epoch milliseconds. */
  readonly now: number
}

export const unitMs = { seconds: 1000, minutes: 60_000, hours: 3_600_000 } as const
const hour = 3_600_000

class Problem extends Error {}

/** The trigger that the steps say, or what they lack. Whether it ever fires is for `schedules.preview` to say. */
export function triggerOf(state: BuilderState, context: BuildContext): BuiltTrigger {
  try {
    return { ok: true, trigger: build(state, context) }
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.message }
    throw error
  }
}

function build(state: BuilderState, context: BuildContext): Trigger {
  const cron = (date: string, month: string, weekday: string, every?: Stride): Trigger => ({
    kind: 'cron',
    expression: `${timesFields(state.times)} ${date} ${month} ${weekday}`,
    timeZone: context.zone,
    ...(every && { every }),
  })
  switch (state.shape) {
    case 'every':
      return interval(state, context)
    case 'daily':
      return cron('*', '*', '*')
    case 'weekdays':
      return cron('*', '*', '1-5')
    case 'weekly':
      return cron('*', '*', weekdaysField(state.weekdays))
    case 'monthly-date':
      return cron(datesField(state.dates), '*', '*')
    case 'monthly-weekday':
      return nthDay(state, cron)
    case 'yearly':
      return cron(String(state.day), String(state.month), '*')
    case 'stride':
      return stride(state, cron)
    case 'once':
      return once(state, context)
    case 'cron':
      if (state.expression.trim() === '') throw new Problem('Write a cron expression, such as 0 9 * * 1-5.')
      return {
        kind: 'cron',
        expression: state.expression.trim(),
        timeZone: context.zone,
        ...(state.every && { every: state.every }),
      }
    default:
      return assertNever(state.shape)
  }
}

type MakeCron = (date: string, month: string, weekday: string, every?: Stride) => Trigger

/** Parts of an hour go by the clock, so that "every 15 minutes" is at :00 and :15; the rest counts from when it is saved. */
function interval({ count, unit, anchor }: BuilderState, { zone, now }: BuildContext): Trigger {
  const everyMs = wholeNumber(count, 'Say every how many, as a whole number above 0.') * unitMs[unit]
  if (anchor !== null) return { kind: 'interval', everyMs, anchor }
  if (hour % everyMs !== 0) return { kind: 'interval', everyMs }
  return { kind: 'interval', everyMs, anchor: ((-offsetAt(zone, now) % everyMs) + everyMs) % everyMs }
}

function nthDay({ nth, nthDay: day }: BuilderState, cron: MakeCron): Trigger {
  if (day !== 'weekday') return cron('*', '*', nth === 'last' ? `${day}L` : `${day}#${nth}`)
  if (nth === 'last') return cron('LW', '*', '*')
  if (nth === '1') return cron('1W', '*', '*')
  throw new Problem(
    'Of the weekdays of a month only the first and the last can be chosen. Choose a day by its name.',
  )
}

function stride(state: BuilderState, cron: MakeCron): Trigger {
  const { strideUnit: unit, strideFrom: from } = state
  const count = wholeNumber(state.strideCount, 'Say every how many, as a whole number above 0.')
  if (count > 1000) throw new Problem('At most every 1000th can be chosen.')
  if (count > 1 && instantIn('UTC', from, '00:00') === null)
    throw new Problem('Choose the day to count from.')
  const every = count === 1 ? undefined : { count, unit, from }
  switch (unit) {
    case 'day':
      return cron('*', '*', '*', every)
    case 'week':
      return cron('*', '*', weekdaysField(state.weekdays), every)
    case 'month':
      return cron(datesField(state.dates), '*', '*', every)
    default:
      return assertNever(unit)
  }
}

function once({ date, time, at }: BuilderState, { zone }: BuildContext): Trigger {
  const instant = at ?? instantIn(zone, date, time)
  if (instant === null) throw new Problem('Choose the date and the time.')
  return { kind: 'once', at: instant }
}

function wholeNumber(text: string, problem: string): number {
  const value = Number(text.trim())
  if (text.trim() === '' || !Number.isInteger(value) || value < 1) throw new Problem(problem)
  return value
}

/** One cron pairs every minute with every hour, so that is what several times must do too. */
function timesFields(times: readonly string[]): string {
  const all = times.filter((time) => /^\d{2}:\d{2}$/.test(time))
  if (all.length === 0 || all.length < times.length) throw new Problem('Choose the time of day.')
  const rising = (part: (time: string) => number): number[] =>
    [...new Set(all.map(part))].toSorted((a, b) => a - b)
  const minutes = rising((time) => Number(time.slice(3)))
  const hours = rising((time) => Number(time.slice(0, 2)))
  if (minutes.length * hours.length !== new Set(all).size) {
    throw new Problem(
      'Times of one schedule must share their minutes, such as 07:15 and 19:15. Make another schedule for the rest.',
    )
  }
  return `${minutes.join(',')} ${hours.join(',')}`
}

function weekdaysField(days: readonly number[]): string {
  const list = days.toSorted((a, b) => a - b).join(',')
  if (list === '') throw new Problem('Choose at least one day of the week.')
  return list === '0,1,2,3,4,5,6' ? '*' : list === '1,2,3,4,5' ? '1-5' : list
}

function datesField(dates: readonly MonthDate[]): string {
  if (dates.length === 0) throw new Problem('Choose at least one day of the month.')
  const numbers = dates.filter((date) => date !== 'last').toSorted((a, b) => a - b)
  return [...numbers, ...(dates.includes('last') ? ['L'] : [])].join(',')
}
