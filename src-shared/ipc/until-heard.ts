/**
 * Passes what `source` gives on to the listener that there is, and keeps it until there is one. A page hears of its
 * load before its parts listen: what it is asked meanwhile must not be lost.
 */
export function untilHeard<T>(
  source: (listen: (value: T) => void) => void,
): (listener: (value: T) => void) => () => void {
  const listeners = new Set<(value: T) => void>()
  const waiting: T[] = []
  source((value) => {
    if (listeners.size === 0) waiting.push(value)
    for (const listener of listeners) listener(value)
  })
  return (listener) => {
    listeners.add(listener)
    for (const value of waiting.splice(0)) listener(value)
    return () => void listeners.delete(listener)
  }
}
