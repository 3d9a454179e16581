import { join } from 'node:path'
import Store from 'electron-store'
import { defaultSettings, type Settings, settingsSchema } from '../../src-shared/domain/settings.ts'
import type { Logger } from '../platform/logger.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { readJsonFile } from './read-json-file.ts'

/**
 * The user's settings in `settings.json` of the data folder. A file that cannot be read is set aside as
 * `settings.bad-<n>.json`; settings that an older version did not have get their defaults.
 */
export function createSettingsFile(dataDir: string, logger: Logger): SettingsStore {
  // Before the store opens it: the store throws on a file that it cannot parse.
  readJsonFile(join(dataDir, 'settings.json'), settingsSchema.partial(), logger)
  const store = new Store<Settings>({
    cwd: dataDir,
    name: 'settings',
    defaults: defaultSettings,
    configFileMode: 0o600,
  })
  // The store reads the file anew for every get; this process is its only writer.
  let current = settingsSchema.parse(store.store)
  return {
    get: () => current,
    set(patch) {
      const next = settingsSchema.parse({ ...current, ...patch })
      try {
        store.set(next)
      } catch (cause) {
        throw notSaved(cause)
      }
      current = next
      return current
    },
  }
}

function notSaved(cause: unknown): RouteFailure {
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
  const advice = isFull
    ? 'The disk is full, so nothing was saved. Free some space and try again.'
    : 'The settings were not saved: settings.json in the data folder cannot be written. Check who owns it, and try again.'
  return new RouteFailure('unavailable', advice, { cause })
}
