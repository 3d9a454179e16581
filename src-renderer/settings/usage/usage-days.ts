export interface UsageDay {
  /** The local day, YYYY-MM-DD, as the usage is grouped. */
  readonly key: string
  /** Its first instant, epoch milliseconds. */
  readonly start: number
}

/** The last `count` local days up to the one of `until`, oldest first; also the days on which nothing was used. */
export function daysOf(until: number, count: number): readonly UsageDay[] {
  const last = new Date(until)
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(last.getFullYear(), last.getMonth(), last.getDate() - (count - 1 - index))
    const two = (value: number): string => String(value).padStart(2, '0')
    return {
      key: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
      start: date.getTime(),
    }
  })
}

/** A round number at or above the highest value, to draw the scale by. */
export function niceCeiling(value: number): number {
  if (value <= 0) return 1
  const magnitude = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 2.5, 5, 10].find((one) => one * magnitude >= value) ?? 10
  return step * magnitude
}
