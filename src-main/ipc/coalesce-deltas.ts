import type { AppEvent, MessageDelta } from '../../src-shared/ipc/events.ts'
import type { Clock } from '../platform/clock.ts'

/** A listener on the bus that passes events on to `send`, fewer of them. */
export interface DeltaCoalescer {
  accept(event: AppEvent): void
  /** Forgets what is held back. */
  discard(): void
}

const holdMs = 30

/**
 * Holds pieces of streamed answers back for 30 ms and joins those that follow each other, so that a fast model does
 * not flood the windows. Every other event sends what is held back first: a committed message never comes before its
 * own pieces.
 */
export function coalesceDeltas(clock: Clock, send: (event: AppEvent) => void): DeltaCoalescer {
  const held = new Map<string, MessageDelta>()
  let cancel: (() => void) | null = null

  const flush = (): void => {
    cancel?.()
    cancel = null
    const deltas = [...held.values()]
    held.clear()
    for (const data of deltas) send({ event: 'message.delta', data })
  }
  const hold = (delta: MessageDelta): void => {
    const key = `${delta.messageId} ${delta.kind}`
    const before = held.get(key)
    if (before !== undefined && before.offset + before.text.length !== delta.offset) flush()
    const joined = held.get(key)
    held.set(key, joined === undefined ? delta : { ...joined, text: joined.text + delta.text })
    cancel ??= clock.after(holdMs, flush)
  }
  return {
    accept(event) {
      if (event.event === 'message.delta') {
        hold(event.data)
        return
      }
      flush()
      send(event)
    },
    discard() {
      cancel?.()
      cancel = null
      held.clear()
    },
  }
}
