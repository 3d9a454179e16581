import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The wall clock of a Dormouse under test. It goes as the machine's does, and jumps where a test sets it. */
export interface WallClock {
  /** What its processes are started with. */
  readonly env: Readonly<Record<string, string>>
  /** A module for `electron -r`. */
  readonly preload: string
  /** Epoch milliseconds. */
  now(): number
  /** Sets it to an instant in epoch milliseconds, also while the process runs or stands still. */
  set(at: number): void
}

/** The same in every run: no midnight comes into a test, and no end of summer time, because of the hour of the run. */
const start = Date.parse('2031-03-12T10:00:00Z')

export function createWallClock(file: string): WallClock {
  let ahead = 0
  const write = (ms: number): void => {
    ahead = ms
    // In one step: a reader must never find an empty file.
    writeFileSync(`${file}.new`, String(Math.round(ms)))
    renameSync(`${file}.new`, file)
  }
  const set = (at: number): void => write(at - Date.now())
  set(start)
  return {
    env: { DORMOUSE_E2E_CLOCK: file },
    preload: join(import.meta.dirname, 'set-clock.cjs'),
    now: () => Date.now() + ahead,
    set,
  }
}
