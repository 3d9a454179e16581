import type { Settings, SettingsPatch } from '../../src-shared/domain/settings.ts'

/** The user's settings; implemented in desktop over electron-store. */
export interface SettingsStore {
  get(): Settings
  /** Saves and returns the whole. The caller publishes `settings.changed`. */
  set(patch: SettingsPatch): Settings
}
