import type { Settings } from '../../src-shared/domain/settings.ts'
import { toastError } from '../components/toast.ts'
import { saveSettings } from '../stores/settings-store.ts'

/** Writes a part of the settings and says why, if that was refused. */
export function saveSetting(patch: Partial<Settings>): void {
  void saveSettings(patch).then((error) => {
    if (error) toastError(error)
  })
}
