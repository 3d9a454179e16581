/** One of the items, counted from the last; `undefined` where there are none. */
export function nthNewest<T>(items: readonly T[], nth: number): T | undefined {
  return items.length === 0 ? undefined : items[items.length - 1 - (nth % items.length)]
}
