import { skipJoint, skipWords, wordsAt, type Taken, type Token } from './tokens.ts'

const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const short: Readonly<Record<string, number>> = {
  sun: 0,
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  weds: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
  sat: 6,
}

export interface Weekdays {
  /** Sunday is 0. */
  readonly days: readonly number[]
  /** Whether the words alone mean every week: a plural, `weekdays`, a range. */
  readonly repeats: boolean
}

function oneDay(text: string | undefined): { readonly day: number; readonly plural: boolean } | null {
  if (text === undefined) return null
  const abbreviated = short[text]
  if (abbreviated !== undefined) return { day: abbreviated, plural: false }
  const day = names.findIndex((name) => text === name || text === `${name}s`)
  return day < 0 ? null : { day, plural: text.endsWith('ys') }
}

/** The weekday at `index`, if it is a single one in the singular. */
export function readWeekday(tokens: readonly Token[], index: number): Taken<number> | null {
  const found = oneDay(tokens[index]?.text)
  return found === null || found.plural ? null : { value: found.day, next: index + 1 }
}

function readGroup(tokens: readonly Token[], index: number): Taken<Weekdays> | null {
  const text = tokens[index]?.text
  if (wordsAt(tokens, index, 'weekday|weekdays|workday|workdays')) {
    return { value: { days: [1, 2, 3, 4, 5], repeats: text?.endsWith('s') ?? false }, next: index + 1 }
  }
  if (wordsAt(tokens, index, 'working|business|work day|days')) {
    return { value: { days: [1, 2, 3, 4, 5], repeats: tokens[index + 1]?.text === 'days' }, next: index + 2 }
  }
  if (!wordsAt(tokens, index, 'weekend|weekends')) return null
  return {
    value: { days: [6, 0], repeats: text === 'weekends' },
    next: skipWords(tokens, index + 1, 'day', 'days'),
  }
}

function daysBetween(from: number, to: number): number[] {
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, offset) => (from + offset) % 7)
}

function readOne(tokens: readonly Token[], index: number): Taken<Weekdays> | null {
  const group = readGroup(tokens, index)
  if (group !== null) return group
  const hyphened = /^([a-z]+)-([a-z]+)$/.exec(tokens[index]?.text ?? '')
  const low = oneDay(hyphened?.[1])
  const high = oneDay(hyphened?.[2])
  if (low !== null && high !== null) {
    return { value: { days: daysBetween(low.day, high.day), repeats: true }, next: index + 1 }
  }
  const from = oneDay(tokens[index]?.text)
  if (from === null) return null
  const joint = skipWords(tokens, index + 1, 'to', 'through', 'thru', 'until', 'till', '-', '–')
  const to = joint > index + 1 ? oneDay(tokens[joint]?.text) : null
  if (to !== null) return { value: { days: daysBetween(from.day, to.day), repeats: true }, next: joint + 1 }
  return { value: { days: [from.day], repeats: from.plural }, next: index + 1 }
}

/** Weekdays in a list or a range: `mondays and thursdays`, `mon-fri`, `weekends`, `monday, wednesday and friday`. */
export function readWeekdays(tokens: readonly Token[], index: number): Taken<Weekdays> | null {
  const first = readOne(tokens, index)
  if (first === null) return null
  const days = new Set(first.value.days)
  let { repeats } = first.value
  let { next } = first
  for (;;) {
    const joint = skipJoint(tokens, next)
    const more = joint === next ? null : readOne(tokens, skipWords(tokens, joint, 'on', 'every'))
    if (more === null) break
    for (const day of more.value.days) days.add(day)
    repeats ||= more.value.repeats
    next = more.next
  }
  return { value: { days: [...days].toSorted((a, b) => a - b), repeats }, next }
}
