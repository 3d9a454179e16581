import { create } from 'zustand'
import type { Connection, KeyStorage } from '../../src-shared/domain/connection.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

export const connectionStore = createEntityStore<Connection>()

/** Where this system keeps keys; `null` until the connections were loaded. */
export const useKeyStorage = create<{ readonly keyStorage: KeyStorage | null }>()(() => ({
  keyStorage: null,
}))

export function loadConnections(): Promise<boolean> {
  return connectionStore.fetchAll(async () => {
    const result = await call('connections.list', {})
    if (!result.ok) return result
    useKeyStorage.setState({ keyStorage: result.data.keyStorage })
    return { ok: true, data: result.data.connections }
  })
}
