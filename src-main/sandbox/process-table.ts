import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { type ProcessRow, readProcess } from './process-row.ts'

const run = promisify(execFile)

/** Processes that are read without a pause. */
const sliceLength = 128

/** Every process that can be seen. Empty on Windows. */
export async function readProcessTable(): Promise<readonly ProcessRow[]> {
  if (process.platform === 'win32') return []
  if (process.platform !== 'linux') return readPs()
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const rows: ProcessRow[] = []
  for (const [index, pid] of pids.entries()) {
    // In slices: on a server they may be thousands.
    if (index % sliceLength === sliceLength - 1) await systemClock.sleep(0)
    const row = readProcess(pid)
    if (row !== null) rows.push(row)
  }
  return rows
}

/** The processes of `rows` that were started with `marker` in their environment. Linux only; none elsewhere. */
export async function withMarker(rows: readonly ProcessRow[], marker: string): Promise<ProcessRow[]> {
  if (process.platform !== 'linux') return []
  const marked = await Promise.all(
    rows.map(async (row) => {
      const environment = await readFile(`/proc/${row.pid}/environ`, 'latin1').catch(() => '')
      return `\0${environment}`.includes(`\0${marker}\0`) ? [row] : []
    }),
  )
  return marked.flat()
}

// macOS has no /proc. `ps` gives no session; the group and the parents have to do.
async function readPs(): Promise<ProcessRow[]> {
  const columns = 'pid=,ppid=,pgid=,stat=,time=,lstart='
  const { stdout } = await run('/bin/ps', ['-A', '-o', columns]).catch(() => ({ stdout: '' }))
  return stdout.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(.+)$/.exec(line)
    if (found === null) return []
    const [, pid, parent, group, state = '', time = '', started = ''] = found
    const cpuSeconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
    const row = { pid: Number(pid), parent: Number(parent), group: Number(group), session: 0 }
    const startedAt = Date.parse(started)
    return [{ ...row, cpuSeconds, startedAt, isZombie: state.startsWith('Z') }]
  })
}
