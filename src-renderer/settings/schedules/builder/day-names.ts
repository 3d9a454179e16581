import type { NthDay } from './builder-state.ts'

/** Sunday first, as cron counts. */
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

/** Monday first, as a week is read. */
export const weekOrder: readonly number[] = [1, 2, 3, 4, 5, 6, 0]

export const nthDayOptions: readonly { readonly value: NthDay; readonly label: string }[] = [
  ...weekOrder.map((day) => ({ value: String(day) as NthDay, label: weekdayNames[day] ?? '' })),
  { value: 'weekday', label: 'Weekday (Monday to Friday)' },
]
