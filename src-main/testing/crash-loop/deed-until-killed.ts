// The whole resident application as a process of its own: a schedule fires, its turn calls one tool that acts, and the
// process kills itself with SIGKILL at the point that it is told. What it passes and what is left at the end it says on
// standard output, one JSON line each.
import { mkdirSync, watch, writeSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Route, RouteInput, RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { compose } from '../../compose.ts'
import { silentLogger } from '../../platform/logger.ts'
import type { NativeDatabase } from '../../store/load-sqlite.ts'
import { createFakeDesktop } from '../fake-desktop.ts'
import { createTestClock } from '../test-clock.ts'
import {
  type DeedOrders,
  type DeedReport,
  markPoint,
  marksFile,
  outputPoint,
  serverName,
} from './deed-orders.ts'
import { readFolder } from './read-folder.ts'
import { type Mark, watchCommits } from './watch-commits.ts'
import { watchWrites } from './watch-writes.ts'

const { root, env, now, isFirst, server, kill } = JSON.parse(process.argv[2] ?? '') as DeedOrders
const files = join(root, 'files')
const trash = join(root, 'trash')
const dataDir = join(root, 'data')

// Written at once: what stays in a buffer dies with the process.
function say(report: DeedReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`)
}

/** Points count from the reply with the call on, with which a later process begins, to the end of the turn. */
let counting: 'not yet' | 'now' | 'no more' = isFirst ? 'not yet' : 'now'
const seen = new Map<string, number>()
function pass(name: string, side: 'before' | 'after'): void {
  if (counting !== 'now') return
  const key = `${name} ${side}`
  const nth = (seen.get(key) ?? 0) + 1
  seen.set(key, nth)
  say({ kind: 'point', name, side, nth })
  if (kill?.name !== name || kill.side !== side || kill.nth !== nth) return
  say({ kind: 'killed' })
  process.kill(process.pid, 'SIGKILL')
}

/** A commit is named by what it adds to the run's timeline; what keeps files for an undo adds nothing there. */
function commitName(db: NativeDatabase, begun: Mark): string {
  const kinds = db.prepare('SELECT kind FROM run_events WHERE id > ? ORDER BY id').all(begun.events) as {
    kind: string
  }[]
  const calls = db.prepare('SELECT count(*) AS n FROM tool_calls').get() as { n: number }
  if (counting === 'not yet' && calls.n > 0) counting = 'now'
  return `commit ${kinds.map(({ kind }) => kind).join(' ') || 'of rows'}`
}

watchCommits(pass, commitName)
watchWrites(root, pass)

const clock = createTestClock(now)
const desktop = createFakeDesktop({ workingDirectory: files })
const app = compose({
  machineId: null,
  dataDir,
  version: '0.0.0',
  env: { ...env },
  clock,
  logger: { ...silentLogger, error: (message, detail) => console.error(message, detail) },
  desktop: {
    ...desktop,
    // As the system's does: at once, and under another name where there is one already.
    trash: (path) => rename(path, join(trash, `${basename(path)} of ${process.pid}`)),
  },
})

async function call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const result = await app.router.call(route, input, { via: 'socket' })
  if (!result.ok) throw new Error(`${route}: ${result.error.code}: ${result.error.message}`)
  return result.data as RouteOutput<R>
}

async function addServer({ command, args }: NonNullable<DeedOrders['server']>): Promise<void> {
  const transport = { kind: 'stdio' as const, command, args: [...args] }
  const { id } = await call('mcp.add', { name: serverName, transport, enabled: true, byDefault: true })
  const tested = await call('mcp.test', { id })
  if (!tested.ok) throw new Error(tested.message)
  await call('mcp.setTool', { id, tool: 'add_mark', permission: 'run' })
}

async function fire(): Promise<void> {
  await call('schedules.create', {
    title: 'Deed',
    action: { kind: 'assist', instruction: 'Do it', context: 'fresh', workingDirectory: files },
    trigger: { kind: 'once', at: now + 1000 },
    policies: { permission: 'full' },
  })
  clock.advance(1000)
  app.wake('clock')
}

async function look(): Promise<boolean> {
  const { runs } = await call('runs.list', { limit: 1 })
  const [run] = runs
  if (!run || run.turnId === null || run.endedAt === null) return false
  const { turnId } = run
  // What is looked at and undone from here on is another matter.
  counting = 'no more'
  const [step] = await call('turns.steps', { turnId })
  if (!step) throw new Error('there was no call')
  const before = await readFolder(files)
  const { undo } = await call('changes.list', { turnId })
  if (undo === 'ready') await call('changes.undo', { turnId })
  say({
    kind: 'ended',
    end: {
      status: run.status,
      call: { status: step.status, result: step.result ?? '', isError: step.isError },
      files: before,
      trashed: Object.keys(await readFolder(trash)).length,
      notes: await readFolder(join(dataDir, 'memory')),
      undo,
      undone: undo === 'ready' ? await readFolder(files) : null,
    },
  })
  return true
}

let looking = Promise.resolve(false)
function lookAgain(): void {
  looking = looking.then(async (isOver) => {
    if (isOver || !(await look())) return isOver
    await app.stop()
    process.exit(0)
  })
}
app.events.subscribe(({ event, data }) => {
  if (event === 'tool.output') pass(outputPoint, 'after')
  if (event === 'run.changed' && data.endedAt !== null) lookAgain()
})

mkdirSync(trash, { recursive: true })
if (kill?.name === markPoint) watch(files, (_event, name) => name === marksFile && pass(markPoint, 'after'))
await app.start()
if (isFirst && server) await addServer(server)
if (isFirst) await fire()
lookAgain()
