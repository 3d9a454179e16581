const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

interface FieldRange {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
}

const ranges = {
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  date: { min: 1, max: 31 },
  month: { min: 1, max: 12, names: monthNames },
  weekday: { min: 0, max: 7, names: weekdayNames },
} as const satisfies Record<string, FieldRange>

export type CronField = keyof typeof ranges

function valueOf(text: string, { min, max, names }: FieldRange): number | null {
  const named = names?.indexOf(text.toLowerCase()) ?? -1
  const value = named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : null
}

function partValues(part: string, range: FieldRange): readonly number[] | null {
  const [, span = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? []
  const [from = '', to] = span === '*' ? [String(range.min), String(range.max)] : span.split('-')
  const first = valueOf(from, range)
  const last = to === undefined ? first : valueOf(to, range)
  const by = Number(step)
  // "5/10" is said by a field of steps alone, which no shape of the form holds.
  if (first === null || last === null || last < first || by < 1 || (to === undefined && part.includes('/')))
    return null
  const values: number[] = []
  for (let value = first; value <= last; value += by) values.push(value)
  return values
}

/** The values of a cron field, rising, Sunday being 0; `'any'` for `*`; `null` for what holds more than figures. */
export function cronValues(text: string, field: CronField): readonly number[] | 'any' | null {
  if (text === '*' || text === '?') return 'any'
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const some = partValues(part, ranges[field])
    if (some === null) return null
    for (const value of some) values.add(field === 'weekday' ? value % 7 : value)
  }
  return [...values].toSorted((a, b) => a - b)
}
