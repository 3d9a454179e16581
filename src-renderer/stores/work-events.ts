import type { AppEvent } from '../../src-shared/ipc/events.ts'

export type WorkEvent = Extract<AppEvent, { event: 'tool.output' | 'steps.changed' | 'changes.changed' }>
type Listener = (event: WorkEvent) => void

const listeners = new Map<string, Set<Listener>>()

/** Hears what a turn's tools do, until the returned function is called. Nothing of it is kept in a store. */
export function onWork(turnId: string, listener: Listener): () => void {
  const ofTurn = listeners.get(turnId) ?? new Set()
  listeners.set(turnId, ofTurn.add(listener))
  return () => {
    ofTurn.delete(listener)
    if (ofTurn.size === 0) listeners.delete(turnId)
  }
}

export function tellWork(event: WorkEvent): void {
  for (const listener of listeners.get(event.data.turnId) ?? []) listener(event)
}
