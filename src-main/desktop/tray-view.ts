export interface TrayFacts {
  /** Open questions. */
  readonly waiting: number
  /** Turns that run now. */
  readonly running: number
  readonly schedulesPaused: boolean
}

/** What the dormouse in the tray does. */
export type TrayMood = 'asleep' | 'working' | 'needs-you'

export type TrayCommand = 'open' | 'inbox' | 'pause-all' | 'resume-all' | 'settings' | 'quit'

export type TrayMenuEntry =
  | { readonly kind: 'command'; readonly command: TrayCommand; readonly label: string }
  | { readonly kind: 'separator' }

export interface TrayView {
  readonly mood: TrayMood
  readonly tooltip: string
  readonly menu: readonly TrayMenuEntry[]
}

/** What the tray shows for these facts. A question weighs more than work that goes on by itself. */
export function trayView({ waiting, running, schedulesPaused }: TrayFacts): TrayView {
  const mood = waiting > 0 ? 'needs-you' : running > 0 ? 'working' : 'asleep'
  return {
    mood,
    tooltip: waiting > 0 ? `Dormouse – ${waiting} waiting for you` : 'Dormouse',
    menu: [
      { kind: 'command', command: 'open', label: 'Open Dormouse' },
      { kind: 'command', command: 'inbox', label: `Inbox (${waiting})` },
      { kind: 'separator' },
      schedulesPaused
        ? { kind: 'command', command: 'resume-all', label: 'Resume all schedules' }
        : { kind: 'command', command: 'pause-all', label: 'Pause all schedules' },
      { kind: 'command', command: 'settings', label: 'Settings…' },
      { kind: 'separator' },
      { kind: 'command', command: 'quit', label: 'Quit' },
    ],
  }
}
