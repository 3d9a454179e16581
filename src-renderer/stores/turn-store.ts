import type { Turn } from '../../src-shared/domain/turn.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

/** The turns that this window knows of: all that are under way, and the ended ones it saw or loaded messages of. */
export const turnStore = createEntityStore<Turn>()

export function isActiveTurn(turn: Turn): boolean {
  return turn.status === 'queued' || turn.status === 'running' || turn.status === 'waiting'
}

/** The turns of a conversation that are under way, oldest first. */
export function activeTurnsIn(byId: ReadonlyMap<string, Turn>, conversationId: string): readonly Turn[] {
  return [...byId.values()]
    .filter((turn) => turn.conversationId === conversationId && isActiveTurn(turn))
    .toSorted((a, b) => a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1))
}

/**
 * Finds the turns under way in the given conversations, so that the sidebar of a window opened late marks them.
 * A conversation that is gone by now is left out.
 */
export function loadActiveTurns(conversationIds: readonly string[]): Promise<boolean> {
  return turnStore.fetchMore(async () => {
    const details = await Promise.all(conversationIds.map((id) => call('conversations.get', { id })))
    return { ok: true, data: details.flatMap((detail) => (detail.ok ? detail.data.activeTurns : [])) }
  })
}
