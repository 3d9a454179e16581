import type { WaitingQuestion } from '../app.ts'
import { oneLine } from './plain-text.ts'

export interface TrayFacts {
  /** What needs the user. */
  readonly waiting: number
  /** The newest open questions, the newest first. */
  readonly newest: readonly WaitingQuestion[]
  /** Turns that run now. */
  readonly running: number
  readonly schedulesPaused: boolean
}

/** What the dormouse in the tray does. */
export type TrayMood = 'asleep' | 'working' | 'needs-you'

export type TrayCommand = 'open' | 'inbox' | 'pause-all' | 'resume-all' | 'settings' | 'quit'

export type TrayMenuEntry =
  | { readonly kind: 'command'; readonly command: TrayCommand; readonly label: string }
  | { readonly kind: 'question'; readonly questionId: string; readonly label: string }
  | { readonly kind: 'separator' }

export interface TrayView {
  readonly mood: TrayMood
  readonly tooltip: string
  readonly menu: readonly TrayMenuEntry[]
}

const longestLabel = 60

/** What the tray shows for these facts. A question weighs more than work that goes on by itself. */
export function trayView({ waiting, newest, running, schedulesPaused }: TrayFacts): TrayView {
  const mood = waiting > 0 ? 'needs-you' : running > 0 ? 'working' : 'asleep'
  return {
    mood,
    tooltip: waiting > 0 ? `Dormouse – ${waiting} waiting for you` : 'Dormouse',
    menu: [
      { kind: 'command', command: 'open', label: 'Open Dormouse' },
      { kind: 'command', command: 'inbox', label: `Inbox (${waiting})` },
      ...newest.map(questionEntry),
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

function questionEntry({ questionId, title, prompt }: WaitingQuestion): TrayMenuEntry {
  return { kind: 'question', questionId, label: menuLabel(oneLine(`${title}: ${prompt}`, longestLabel)) }
}

/** Electron's menus take a single ampersand for the mark of a mnemonic, on every system. */
function menuLabel(text: string): string {
  return text.replaceAll('&', '&&')
}
