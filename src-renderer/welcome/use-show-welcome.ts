import { connectionStore } from '../stores/connection-store.ts'
import { useSettingsStore } from '../stores/settings-store.ts'

/** Whether this is a first start without a key: it was not welcomed yet, and the practice model is all there is. */
export function useShowWelcome(): boolean {
  const welcomed = useSettingsStore((state) => state.settings?.welcomed ?? true)
  const practises = connectionStore.use((state) =>
    [...state.byId.values()].some((connection) => connection.isDefault && connection.kind === 'practice'),
  )
  return !welcomed && practises
}
