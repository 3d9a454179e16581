import { weekdayNames } from '../../../../src-shared/domain/calendar-names.ts'
import type { NthDay } from './builder-state.ts'

/** Monday first, as a week is read. */
export const weekOrder: readonly number[] = [1, 2, 3, 4, 5, 6, 0]

export const nthDayOptions: readonly { readonly value: NthDay; readonly label: string }[] = [
  ...weekOrder.map((day) => ({ value: String(day) as NthDay, label: weekdayNames[day] ?? '' })),
  { value: 'weekday', label: 'Weekday (Monday to Friday)' },
]
