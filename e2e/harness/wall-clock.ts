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

export function createWallClock(file: string): WallClock {
  let ahead = 0
  const write = (ms: number): void => {
    ahead = ms
    // In one step: a reader must never find an empty file.
    writeFileSync(`${file}.new`, String(Math.round(ms)))
    renameSync(`${file}.new`, file)
  }
  write(0)
  return {
    env: { DORMOUSE_E2E_CLOCK: file },
    preload: join(import.meta.dirname, 'set-clock.cjs'),
    now: () => Date.now() + ahead,
    set: (at) => write(at - Date.now()),
  }
}
