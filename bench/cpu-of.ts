import { readdirSync } from 'node:fs'
import { processTree, readProc } from './process-tree.ts'

/** CPU time since its start, in milliseconds, of a process alone and of it with all its descendants. */
export interface CpuTime {
  readonly main: number
  readonly all: number
}

/**
 * Counted by the scheduler in nanoseconds, per thread: at rest a process uses less than the 10 ms in which /proc/<pid>/stat
 * counts. What threads used that have ended meanwhile is not in it.
 */
export function cpuOf(pid: number): CpuTime {
  const times = processTree(pid).map(cpuOfOne)
  return { main: times[0] ?? 0, all: times.reduce((sum, each) => sum + each, 0) }
}

/** What was used between two readings. */
export function cpuBetween(before: CpuTime, after: CpuTime): CpuTime {
  return { main: after.main - before.main, all: after.all - before.all }
}

function cpuOfOne(pid: number): number {
  const nanoseconds = threadsOf(pid).map((thread) =>
    Number(readProc(`${pid}/task/${thread}/schedstat`).split(' ')[0]),
  )
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}
