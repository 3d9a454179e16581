/** The local day of an instant as YYYY-MM-DD; empty for none. */
export function dayText(at: number | undefined): string {
  if (at === undefined) return ''
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The first or the last millisecond of a local day written YYYY-MM-DD; `null` if there is no such day. */
export function dayInstant(text: string, end: 'first' | 'last'): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim())
  if (!match) return null
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  const first = new Date(year, month - 1, day)
  if (first.getFullYear() !== year || first.getMonth() !== month - 1 || first.getDate() !== day) return null
  return end === 'first' ? first.getTime() : new Date(year, month - 1, day + 1).getTime() - 1
}
