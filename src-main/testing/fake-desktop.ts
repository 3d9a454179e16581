import { rm } from 'node:fs/promises'
import { defaultSettings, type Settings } from '../../src-shared/domain/settings.ts'
import type { Desktop } from '../app.ts'
import type { DesktopNotification } from '../inbox/notifier.ts'

export interface FakeDesktop extends Desktop {
  /** What was shown, oldest first. */
  readonly shown: DesktopNotification[]
  readonly withdrawn: string[]
  /** Every word about the machine's sleep, oldest first: `true` keeps it awake. */
  readonly keptAwake: boolean[]
  isMainVisible: () => boolean
}

/** A desktop without windows that remembers what it was told; secrets are kept in memory. */
export function createFakeDesktop(settings: Partial<Settings> = {}): FakeDesktop {
  const shown: DesktopNotification[] = []
  const withdrawn: string[] = []
  const keptAwake: boolean[] = []
  const secrets = new Map<string, string>()
  let current: Settings = { ...defaultSettings, ...settings }
  return {
    shown,
    withdrawn,
    keptAwake,
    notifier: {
      show: (notification) => shown.push(notification) > 0,
      withdraw: (key) => void withdrawn.push(key),
    },
    vault: {
      storage: () => 'memory',
      set: (name, value) => void secrets.set(name, value),
      get: (name) => secrets.get(name) ?? null,
      has: (name) => secrets.has(name),
      remove: (name) => void secrets.delete(name),
    },
    settings: {
      get: () => current,
      set: (patch) => (current = { ...current, ...(patch as Partial<Settings>) }),
    },
    showMain: () => undefined,
    isMainVisible: () => true,
    showSettings: () => undefined,
    chooseDirectory: () => Promise.resolve(null),
    openExternal: () => Promise.resolve(),
    applyTheme: () => undefined,
    setStartAtLogin: () => undefined,
    keepAwake: (on) => void keptAwake.push(on),
    trash: (path) => rm(path, { recursive: true }),
    quit: () => undefined,
  }
}
