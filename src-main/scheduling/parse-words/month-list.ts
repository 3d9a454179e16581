import { readMonth } from './month-days.ts'
import { skipJoint, type Taken, type Token } from './tokens.ts'

/** Months by their names, in a list: `june`, `january, april and july`. A month with a figure after it is a date. */
export function readMonths(tokens: readonly Token[], index: number): Taken<readonly number[]> | null {
  const months: number[] = []
  let next = index
  for (;;) {
    const joint = months.length === 0 ? next : skipJoint(tokens, next)
    const month = months.length > 0 && joint === next ? null : readMonth(tokens, joint)
    if (month === null || /^\d/.test(tokens[month.next]?.text ?? '')) break
    months.push(month.value)
    next = month.next
  }
  return months.length === 0 ? null : { value: [...new Set(months)].toSorted((a, b) => a - b), next }
}
