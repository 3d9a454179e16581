import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { systemClock } from '../platform/clock.ts'
import type { ChildLimits } from './sandbox.ts'

/** Says when a child is worth a look, which costs far more than to ask this. */
export interface LookPace {
  isDue(): boolean
  /** What the look has found. */
  looked(processes: number, cpuSeconds: number): void
}

/** Where the system does not tell how many processes were begun, in milliseconds between two looks. */
const blindEveryMs = 1000
/** However little may have happened, in milliseconds. */
const mostApartMs = 5000

/**
 * A child can only be past its number of processes when at least so many were begun on the whole computer, and past its
 * processor time when every core could have worked so long for it. Until then a look finds nothing, so children that rest
 * for hours cost nothing. `lastPid` is the number of the last process that was begun; `null`: not known.
 */
export function createLookPace(
  limits: Pick<ChildLimits, 'processes' | 'cpuSeconds'>,
  now: () => number = systemClock.now,
  lastPid: () => number | null = readLastPid,
): LookPace {
  let askedAt = Number.NEGATIVE_INFINITY
  let waitMs = 0
  let spare = 0
  let pidThen: number | null = null

  const mayHaveChanged = (pid: number | null): boolean => {
    // The clock may have been set back.
    if (now() < askedAt || now() >= askedAt + waitMs) return true
    if (pid === null || pidThen === null) return false
    // Numbers begin anew when they are used up; then nobody knows how many it were.
    return pid < pidThen || pid - pidThen > spare
  }

  return {
    isDue() {
      const pid = lastPid()
      if (!mayHaveChanged(pid)) return false
      // Of before the look, so that what is begun meanwhile counts for the next one.
      pidThen = pid
      askedAt = now()
      return true
    },
    looked(processes, cpuSeconds) {
      spare = limits.processes - processes
      const mostMs = pidThen === null ? blindEveryMs : mostApartMs
      const leftMs = ((limits.cpuSeconds - cpuSeconds) / availableParallelism()) * 1000
      waitMs = Math.min(mostMs, Math.max(0, leftMs))
    },
  }
}

/** The last field of proc(5) loadavg: some ten microseconds. */
function readLastPid(): number | null {
  try {
    const pid = Number(readFileSync('/proc/loadavg', 'latin1').trim().split(' ').at(-1))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}
