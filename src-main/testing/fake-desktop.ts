import { rm } from 'node:fs/promises'
import { defaultSettings, type Settings } from '../../src-shared/domain/settings.ts'
import type { Desktop } from '../app.ts'
import type { DesktopNotification, NotificationAnswer } from '../inbox/notifier.ts'

export interface FakeDesktop extends Desktop {
  /** What was shown, oldest first. */
  readonly shown: DesktopNotification[]
  readonly withdrawn: string[]
  /** Every word about the machine's sleep, oldest first: `true` keeps it awake. */
  readonly keptAwake: boolean[]
  isMainVisible: () => boolean
  /** As if the user answered on a notification. */
  answerOn(given: NotificationAnswer): void
  /** The files that were opened in other programs. */
  readonly openedFiles: string[]
}

/** A desktop without windows that remembers what it was told; secrets are kept in memory. */
export function createFakeDesktop(settings: Partial<Settings> = {}): FakeDesktop {
  const shown: DesktopNotification[] = []
  const withdrawn: string[] = []
  const keptAwake: boolean[] = []
  const openedFiles: string[] = []
  let answered: (given: NotificationAnswer) => void = () => undefined
  const secrets = new Map<string, string>()
  let current: Settings = { ...defaultSettings, ...settings }
  return {
    shown,
    withdrawn,
    keptAwake,
    openedFiles,
    answerOn: (given) => answered(given),
    notifier: {
      show: (notification) => Promise.resolve(shown.push(notification) > 0),
      withdraw: (key) => void withdrawn.push(key),
      status: () => Promise.resolve({ buttons: true, reply: true, problem: null }),
      onAnswer: (listener) => void (answered = listener),
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
    chooseFileToSave: () => Promise.resolve(null),
    chooseFileToOpen: () => Promise.resolve(null),
    showQuickAsk: () => undefined,
    hideQuickAsk: () => undefined,
    setQuickAskKeys: () => null,
    openExternal: () => Promise.resolve(),
    openFile: (path) => Promise.resolve(void openedFiles.push(path)),
    applyTheme: () => undefined,
    setStartAtLogin: () => undefined,
    keepAwake: (on) => void keptAwake.push(on),
    trash: (path) => rm(path, { recursive: true }),
    quit: () => undefined,
  }
}
