import type { ReactNode } from 'react'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { loadSettings, useSettingsStore } from '../stores/settings-store.ts'

/** Draws what needs the settings once they are there, and what to do when they cannot be loaded. */
export function WithSettings({ children }: { readonly children: (settings: Settings) => ReactNode }) {
  const { load, settings } = useSettingsStore()
  if (settings) return children(settings)
  if (load.kind === 'failed') {
    return (
      <ErrorState
        title="The settings could not be loaded."
        error={load.error}
        onRetry={() => void loadSettings()}
      />
    )
  }
  return <Skeleton lines={5} label="Loading the settings" />
}
