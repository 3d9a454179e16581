import type { InboxCounts } from '../src-shared/domain/inbox-item.ts'
import type { Settings } from '../src-shared/domain/settings.ts'
import type { Place, SettingsTab } from '../src-shared/ipc/app-routes.ts'
import type { Notifier } from './inbox/notifier.ts'
import type { Router } from './ipc/router.ts'
import type { Vault } from './models/vault.ts'
import type { Clock } from './platform/clock.ts'
import type { EventBus } from './platform/event-bus.ts'
import type { Logger } from './platform/logger.ts'
import type { SettingsStore } from './platform/settings-store.ts'

/** What the application asks of the desktop it runs on; implemented in desktop over Electron. */
export interface Desktop {
  readonly notifier: Notifier
  readonly vault: Vault
  readonly settings: SettingsStore
  /** Opens the main window or brings it to the front, at a place if one is given. */
  showMain(place?: Place): void
  /** Whether the user can see the main window now. */
  isMainVisible(): boolean
  /** With `scheduleId` the tab Schedules opens the form of that schedule; `section`: a setting of the tab to bring into view. */
  showSettings(tab?: SettingsTab, scheduleId?: string, section?: string): void
  /** The absolute path that the user chose, or `null` if the picker was closed. */
  chooseDirectory(startAt?: string): Promise<string | null>
  /** The absolute path of the file to write, or `null` if the picker was closed. `name`: what is suggested. */
  chooseFileToSave(name: string): Promise<string | null>
  /** The absolute path of an existing file with one of these endings (no dot), or `null`. */
  chooseFileToOpen(endings: readonly string[]): Promise<string | null>
  /** The small window for one question: shows it in front, empty, or takes it away. */
  showQuickAsk(): void
  hideQuickAsk(): void
  /** Registers the system-wide keys that show it, in place of earlier ones; `null`: none. Why it could not, in words, or `null`. */
  setQuickAskKeys(keys: string | null): string | null
  /** Only http, https and mailto; rejects with a sentence for anything else. */
  openExternal(url: string): Promise<void>
  /** Opens a picture or document in the system's program for it; rejects with a sentence. */
  openFile(path: string): Promise<void>
  applyTheme(theme: Settings['theme']): void
  setStartAtLogin(on: boolean): void
  /** Keeps the machine from falling asleep until it is called with `false`; its screen may go dark. */
  keepAwake(on: boolean): void
  /** Moves a file or folder to the system's trash. Rejects with a sentence where there is none. */
  trash(path: string): Promise<void>
  /** Ends the application cleanly, as its menu entry does. Returns at once. */
  quit(): void
}

export interface ComposeOptions {
  /** Absolute; exists with mode 0700. */
  readonly dataDir: string
  readonly version: string
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly logger: Logger
  readonly desktop: Desktop
  /** A name of this machine; `null` where it has none to give: whether its data folder is a copy is then told by the folder alone. */
  readonly machineId: string | null
}

/** Why a reconciliation is wanted: the machine woke, the screen was unlocked, the clock or the zone was changed. */
export type WakeReason = 'resume' | 'unlock' | 'clock'

/** An open question as the tray lists it. */
export interface WaitingQuestion {
  readonly questionId: string
  /** Of its run or conversation. */
  readonly title: string
  readonly prompt: string
}

/** The resident application without its desktop. */
export interface App {
  readonly router: Router
  readonly events: EventBus
  readonly socketPath: string
  /**
   * Opens the store, recovers, arms the scheduler and listens on the socket. Rejects with a sentence for people.
   * `nextAt` is the epoch millisecond of the next fire, `null` if none is armed.
   */
  start(): Promise<{ readonly schedules: number; readonly nextAt: number | null }>
  counts(): InboxCounts & { readonly running: number }
  schedulesPaused(): boolean
  /** The newest open questions that are neither archived nor snoozed, newest first, at most `limit`. */
  newestWaiting(limit: number): readonly WaitingQuestion[]
  /** Idempotent: a desktop may tell of one wake-up several times. */
  wake(reason: WakeReason): void
  /** At most 5 s: running turns stop at the last committed step. Also right after a `start` that failed. */
  stop(): Promise<void>
}
