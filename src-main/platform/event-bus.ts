import type { AppEvent } from '../../src-shared/ipc/events.ts'

/** Events of this process, sent after commit. A listener that throws does not keep the others from hearing. */
export interface EventBus {
  publish(event: AppEvent): void
  /** Returns the removal of the listener. */
  subscribe(listener: (event: AppEvent) => void): () => void
}

export function createEventBus(onError: (error: unknown) => void): EventBus {
  const listeners = new Set<(event: AppEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
