import type { Writable } from 'node:stream'
import { systemClock } from '../platform/clock.ts'
import { type ProcessHold, signalProcess } from './process-hold.ts'
import { type ProcessRow, readProcess } from './process-row.ts'
import { readProcessTable, withMarker } from './process-table.ts'

/** Between two looks at what is left after it was killed, in milliseconds. */
const sweepEveryMs = 20
/** Then something cannot be killed, and waiting longer helps nobody. */
const mostSweeps = 500

/**
 * The processes of a child without a sandbox. They are told by their group and session, by their parents, by having been
 * seen before, and on Linux by a variable in their environment, which a program that starts a session of its own and
 * leaves its parent still has. One that also clears its environment between two looks escapes; only a sandbox stops that.
 */
export function holdTracked(parts: {
  /** The number of the first process, which leads a group and a session of its own. */
  readonly leader: number
  /** `NAME=value` in the environment of all of them. */
  readonly marker: string
  /** Closing it ends the process group; so does Dormouse's death. */
  readonly lifeline: Writable
}): ProcessHold {
  const { leader, marker, lifeline } = parts
  // 0 is the group and session of what came into a container from outside, and everybody is below 1.
  if (leader <= 1) throw new Error(`${leader} is the number of no child.`)
  const seen = new Map<number, number>()
  let hasEnded = false
  // No process of it is older than the first one, whatever group a number may name by then.
  const since = firstStart(leader)

  const members = (rows: readonly ProcessRow[]): ProcessRow[] => {
    const mine = new Map<number, ProcessRow>()
    const isMine = (row: ProcessRow): boolean =>
      // Once the first process has ended, its number may be another's. That of a group in use is nobody's.
      (row.pid === leader && !hasEnded) ||
      row.group === leader ||
      row.session === leader ||
      mine.has(row.parent) ||
      seen.get(row.pid) === row.startedAt
    for (let before = -1; before !== mine.size;) {
      before = mine.size
      for (const row of rows) if (!mine.has(row.pid) && isMine(row)) mine.set(row.pid, row)
    }
    for (const row of mine.values()) seen.set(row.pid, row.startedAt)
    return [...mine.values()]
  }
  const look = async (): Promise<ProcessRow[]> => members(await readSince(since))
  const signalAll = (signal: NodeJS.Signals): void => {
    if (!hasEnded) signalProcess(-leader, signal)
    void look().then((rows) => {
      for (const { pid } of rows) signalProcess(pid, signal)
    })
  }
  const leftOver = async (): Promise<ProcessRow[]> => {
    const rows = await readSince(since)
    const found = members(rows)
    const known = new Set(found.map(({ pid }) => pid))
    const unknown = rows.filter(({ pid }) => !known.has(pid))
    return [...found, ...(await withMarker(unknown, marker))]
  }

  return {
    async sample() {
      const rows = await look()
      // One of them watches for Dormouse's death.
      const processes = Math.max(0, rows.length - 1)
      return { processes, cpuSeconds: rows.reduce((sum, row) => sum + row.cpuSeconds, 0) }
    },
    terminate: () => signalAll('SIGTERM'),
    kill: () => signalAll('SIGKILL'),
    async clear() {
      hasEnded = true
      lifeline.destroy()
      for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
        const left = await leftOver()
        if (left.length === 0) return
        for (const { pid } of left) signalProcess(pid, 'SIGKILL')
        // The kernel's time, whatever clock Dormouse goes by.
        await systemClock.sleep(sweepEveryMs)
      }
    },
  }
}

/** When the process began that was started just now. */
function firstStart(leader: number): number {
  // Elsewhere it is a date in whole seconds.
  if (process.platform !== 'linux') return systemClock.now() - 2000
  return readProcess(leader)?.startedAt ?? Number.POSITIVE_INFINITY
}

/** What lives and began no earlier than `since`, without what must never be ended: this process and the first one. */
async function readSince(since: number): Promise<ProcessRow[]> {
  const rows = await readProcessTable()
  return rows.filter(
    ({ pid, isZombie, startedAt }) => !isZombie && startedAt >= since && pid > 1 && pid !== process.pid,
  )
}
