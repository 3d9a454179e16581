import { useEffect, useSyncExternalStore } from 'react'

/**
 * A part of the program that is loaded when it is needed first. The hook gives it once it is there, `null` before; where it
 * could not be loaded it stays `null`, and what is shown stays plain.
 */
export function lazyModule<T>(load: () => Promise<T>): (wanted: boolean) => T | null {
  let loaded: T | null = null
  let begun = false
  const listeners = new Set<() => void>()
  const begin = (): void => {
    if (begun) return
    begun = true
    load().then(
      (module) => {
        loaded = module
        for (const listener of listeners) listener()
      },
      () => undefined,
    )
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return (wanted) => {
    const module = useSyncExternalStore(subscribe, () => loaded)
    useEffect(() => {
      if (wanted) begin()
    }, [wanted])
    return wanted ? module : null
  }
}
