import { readFileSync } from 'node:fs'

/** A process as the kernel's table has it. Times are seconds. */
export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly session: number
  /** Its own processor time and that of its ended children for whom it has waited. */
  readonly cpuSeconds: number
  /** Larger for a later one, in units of the system's: tells one process from another that had its number before. */
  readonly startedAt: number
  /** Ended already, and waiting for its parent to take notice. */
  readonly isZombie: boolean
}

// USER_HZ: what the kernel tells programs, whatever it counts in itself.
const ticksPerSecond = 100

/**
 * One process of Linux; `null` when there is none with this number. It waits for no disk: the kernel makes the line in
 * some ten microseconds, a small part of what a thread for it would cost.
 */
export function readProcess(pid: number): ProcessRow | null {
  try {
    return parseStat(pid, readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return null
  }
}

/** Reads a line of proc(5) stat. The name in brackets may hold anything, brackets and spaces too. */
export function parseStat(pid: number, stat: string): ProcessRow | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const number = (index: number): number => Number(fields[index] ?? 'nothing')
  // Fields 14 to 17 of the manual: user and system time, its own and its children's.
  const ticks = number(11) + number(12) + number(13) + number(14)
  const row: ProcessRow = {
    pid,
    parent: number(1),
    group: number(2),
    session: number(3),
    cpuSeconds: ticks / ticksPerSecond,
    startedAt: number(19),
    isZombie: fields[0] === 'Z' || fields[0] === 'X',
  }
  return Number.isNaN(row.parent + row.group + row.session + row.startedAt + ticks) ? null : row
}
