import type { Incident } from '../../src-shared/domain/incident.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

/** The troubles that last, and those that were settled while the window was open. */
export const incidentStore = createEntityStore<Incident>()

export function loadIncidents(): Promise<boolean> {
  return incidentStore.fetchAll(() => call('incidents.list', { open: true }))
}

/** The troubles for which everything scheduled on a connection is on hold, newest first. */
export function openHolds(byId: ReadonlyMap<string, Incident>): readonly Incident[] {
  return [...byId.values()]
    .filter((incident) => incident.scope === 'model' && incident.closedAt === null)
    .toSorted((a, b) => b.openedAt - a.openedAt)
}
