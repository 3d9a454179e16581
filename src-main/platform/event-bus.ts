import type { AppEvent } from '../../src-shared/ipc/events.ts'

/**
 * Events of this process, sent after commit. Every listener hears them in the same order, also where one of them publishes
 * on hearing one: a turn that is begun by the news that it is queued is running after it is queued, for everybody. A
 * listener that throws does not keep the others from hearing.
 */
export interface EventBus {
  /** Called by a listener, it returns before the event is told. */
  publish(event: AppEvent): void
  /** Returns the removal of the listener. */
  subscribe(listener: (event: AppEvent) => void): () => void
}

export function createEventBus(onError: (error: unknown) => void): EventBus {
  const listeners = new Set<(event: AppEvent) => void>()
  const waiting: AppEvent[] = []
  let telling = false

  function tell(event: AppEvent): void {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        onError(error)
      }
    }
  }

  return {
    publish(event) {
      waiting.push(event)
      if (telling) return
      telling = true
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) tell(next)
      } finally {
        telling = false
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
