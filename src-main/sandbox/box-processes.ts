import { readdir, readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { systemClock } from '../platform/clock.ts'
import { type ProcessHold, signalProcess } from './process-hold.ts'
import { type ProcessRow, readProcess } from './process-row.ts'

/** More are not looked at: so many are past any limit. */
const mostLookedAt = 4096
/** Between two looks whether all of them are gone, in milliseconds. */
const lookEveryMs = 2

/**
 * The processes of a sandbox: they have a namespace of their own, so every one of them is below its first process, and
 * the kernel ends all of them with it. `boxPid`: bubblewrap's own number; `init`: that of the first process inside, `null`
 * when there was none; `life` ends when that process ends.
 */
export function holdBox(parts: {
  readonly boxPid: number
  readonly init: Promise<number | null>
  readonly life: Readable
  /** Processes of the bridge to its proxy, so many at most, which nobody asked for and which do not count. */
  readonly bridges: number
}): ProcessHold {
  const { boxPid, init, bridges } = parts
  const life = new Promise<void>((done) => {
    parts.life.once('end', done).once('close', done).once('error', done).resume()
  })
  // Not bubblewrap alone, and not before the first process inside is known: while it is being set up it waits for
  // bubblewrap, and would do so for ever.
  const kill = (): void => {
    void init.then((pid) => {
      if (pid !== null) signalProcess(pid, 'SIGKILL')
      signalProcess(boxPid, 'SIGKILL')
    })
  }
  const members = async (): Promise<ProcessRow[]> => {
    const pid = await init
    return pid === null ? [] : descendants(pid)
  }
  return {
    async sample() {
      const rows = await members()
      const processes = Math.max(0, rows.length - bridges)
      // The first process has waited for what nobody else waits for, so it has used their time.
      const first = readProcess((await init) ?? 0)
      const cpuSeconds = rows.reduce((sum, row) => sum + row.cpuSeconds, first?.cpuSeconds ?? 0)
      return { processes, cpuSeconds }
    },
    terminate() {
      // Bubblewrap itself would take all of them with it at once.
      void members().then((rows) => {
        if (rows.length === 0) kill()
        for (const { pid } of rows) signalProcess(pid, 'SIGTERM')
      }, kill)
    },
    kill,
    async clear() {
      await life
      const pid = await init
      if (pid !== null) await untilGone(pid)
    },
  }
}

/** The first process closes its files, then the kernel ends all the others, and only after that it is gone itself. */
async function untilGone(pid: number): Promise<void> {
  const first = readProcess(pid)
  for (let row = first; row !== null && !row.isZombie && row.startedAt === first?.startedAt;) {
    // The kernel's time, whatever clock Dormouse goes by.
    await systemClock.sleep(lookEveryMs)
    row = readProcess(pid)
  }
}

/** The processes below `root`, without itself. */
async function descendants(root: number): Promise<ProcessRow[]> {
  const found: ProcessRow[] = []
  const open = [root]
  for (let pid = open.pop(); pid !== undefined && found.length < mostLookedAt; pid = open.pop()) {
    // One at a time on purpose: a child that keeps forking must not make this do ever more at once.
    const row = readProcess(pid)
    if (row !== null && pid !== root && !row.isZombie) found.push(row)
    open.push(...(await childrenOf(pid)))
  }
  return found
}

/** Each thread has the children that it began. */
async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'latin1').catch(() => '')),
  )
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}
