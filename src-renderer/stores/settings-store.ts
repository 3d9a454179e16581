import { create } from 'zustand'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { call } from '../transport/call.ts'
import { type Load, loading, ready } from './load.ts'

interface SettingsState {
  readonly load: Load
  readonly settings: Settings | null
}

const initial: SettingsState = { load: loading, settings: null }
export const useSettingsStore = create<SettingsState>()(() => initial)

export async function loadSettings(): Promise<boolean> {
  let changedMeanwhile = false
  const stop = useSettingsStore.subscribe(() => (changedMeanwhile = true))
  const result = await call('settings.get', {})
  stop()
  if (!result.ok) {
    useSettingsStore.setState((state) =>
      state.settings ? state : { load: { kind: 'failed', error: result.error } },
    )
    return false
  }
  if (!changedMeanwhile) applySettings(result.data)
  return true
}

export function applySettings(settings: Settings): void {
  useSettingsStore.setState({ load: ready, settings })
}

/** Writes a part of the settings. Resolves to the error to show, or `null`. */
export async function saveSettings(patch: Partial<Settings>): Promise<RouteError | null> {
  const result = await call('settings.set', patch)
  if (!result.ok) return result.error
  applySettings(result.data)
  return null
}

export function resetSettings(): void {
  useSettingsStore.setState(initial, true)
}
