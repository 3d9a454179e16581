import type { Incident } from '../../src-shared/domain/incident.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Stores } from '../store/stores.ts'

/** The trouble of its connection that keeps a queued run from starting, if there is one. */
export function waitsFor(stores: Stores, { status, sessionId }: Run): Incident | undefined {
  if (status !== 'queued' || sessionId === null) return undefined
  const connectionId = stores.sessions.get(sessionId)?.connectionId
  return connectionId === undefined ? undefined : stores.incidents.openOf(connectionId)[0]
}
