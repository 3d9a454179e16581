// The whole resident application as a process of its own, whose runs and chats ask, and which kills itself with SIGKILL at
// the point that it is told. The rows are looked at after every commit. What it does it says on standard output, one JSON
// line each.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Route, RouteInput, RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { compose } from '../../compose.ts'
import { createVaultFile } from '../../desktop/vault-file.ts'
import { silentLogger } from '../../platform/logger.ts'
import { loadSqlite, type NativeDatabase } from '../../store/load-sqlite.ts'
import { createFakeDesktop } from '../fake-desktop.ts'
import { createTestClock } from '../test-clock.ts'
import { brokenRows, untoldRows } from './ask-invariants.ts'
import type { AskJob, AskOrders, AskReport } from './ask-orders.ts'
import { type Mark, watchCommits } from './watch-commits.ts'

const { root, env, now, jobs, kill } = JSON.parse(process.argv[2] ?? '') as AskOrders
const dataDir = join(root, 'data')
const workingDirectory = join(root, 'files')

// Written at once: what stays in a buffer dies with the process.
function say(what: AskReport): void {
  writeSync(1, `${JSON.stringify(what)}\n`)
}

const seen = new Map<string, number>()
function pass(name: string, side: 'before' | 'after'): void {
  const key = `${name} ${side}`
  const nth = (seen.get(key) ?? 0) + 1
  seen.set(key, nth)
  if (kill?.name !== name || kill.side !== side || kill.nth !== nth) return
  say({ kind: 'killed' })
  process.kill(process.pid, 'SIGKILL')
}

function report(at: string, rows: readonly string[]): void {
  if (rows.length > 0) say({ kind: 'broken', at, rows })
}

/** A commit is named by the last thing that it adds to a run's timeline, or by what it says was told. */
function commitName(db: NativeDatabase, begun: Mark): string {
  const told = db
    .prepare(
      `SELECT count(*) AS n, (SELECT effect ->> '$.kind' FROM outbox WHERE done_at IS NOT NULL ORDER BY id DESC) AS kind
       FROM outbox WHERE done_at IS NOT NULL`,
    )
    .get() as { readonly n: number; readonly kind: string | null }
  if (told.n > begun.told) return `told ${told.kind}`
  const last = db
    .prepare('SELECT kind, text FROM run_events WHERE id > ? ORDER BY id DESC LIMIT 1')
    .get(begun.events) as { readonly kind: string; readonly text: string } | undefined
  if (last === undefined) return 'rows'
  return last.kind === 'started' && last.text === 'Went on' ? 'went on' : last.kind
}

let watched: NativeDatabase | null = null
const names = (db: NativeDatabase, begun: Mark): string => {
  watched = db
  return commitName(db, begun)
}
watchCommits((name, side) => {
  if (side === 'after' && watched !== null) report(`commit ${name}`, brokenRows(watched))
  pass(name, side)
}, names)

/** No less than between two runs that make up for the past. */
const lateRunsApartMs = 2000
const clock = createTestClock(now)
const desktop = createFakeDesktop({ workingDirectory })
const app = compose({
  machineId: null,
  dataDir,
  version: '0.0.0',
  env: { ...env },
  clock,
  logger: { ...silentLogger, error: (message, detail) => console.error(message, detail) },
  desktop: {
    ...desktop,
    // One that a kill does not empty.
    vault: createVaultFile({
      dataDir,
      platform: 'darwin',
      withoutKeyring: () => 'none',
      logger: silentLogger,
      encryption: {
        isEncryptionAvailable: () => true,
        encryptString: (text) => Buffer.from(text.split('').toReversed().join('')),
        decryptString: (bytes) => bytes.toString().split('').toReversed().join(''),
      },
    }),
    notifier: {
      ...desktop.notifier,
      show({ key, title, body }) {
        pass('show', 'before')
        say({ kind: 'shown', key, text: `${title}\n${body}` })
        pass('show', 'after')
        return Promise.resolve(true)
      },
    },
  },
})

async function call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const result = await app.router.call(route, input, { via: 'socket' })
  if (!result.ok) throw new Error(`${route}: ${result.error.code}: ${result.error.message}`)
  return result.data as RouteOutput<R>
}

/** Once, however often it is told to: the process before may have died right after it. */
async function begin({ name, kind }: AskJob): Promise<void> {
  const text = `Job ${name} ${kind}.`
  if (kind === 'chat') {
    const known = (await call('conversations.list', {})).find(({ title }) => title === name)
    const { id: conversationId } =
      known ?? (await call('conversations.create', { title: name, workingDirectory }))
    await call('conversations.send', { conversationId, text, clientId: name })
  } else if (!(await call('schedules.list', {})).some(({ title }) => title === name))
    await call('schedules.create', {
      title: name,
      action: { kind: 'assist', instruction: text, context: 'fresh', workingDirectory },
      trigger: { kind: 'once', at: clock.now() + 1000 },
      policies: kind === 'budget' || kind === 'stopped' ? { budget: { steps: 2 } } : {},
    })
  say({ kind: 'begun', job: name })
}

let begun = false
async function lookWhetherIdle(): Promise<void> {
  if (!begun) return
  const { running, waiting, nextAt } = await call('app.status', {})
  if (running > 0 || waiting > 0) return
  const { runs } = await call('runs.list', { status: ['queued', 'running', 'waiting'], limit: 1 })
  if (runs.length === 0 && nextAt === null) say({ kind: 'idle' })
  // Those that are late begin one after the other, and nothing else moves this clock.
  else clock.advance(lateRunsApartMs)
}

app.events.subscribe(({ event, data }) => {
  if (event === 'turn.changed' && ['succeeded', 'failed', 'cancelled'].includes(data.status))
    queueMicrotask(() => void lookWhetherIdle())
})
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)))

await app.start()
const file = new (loadSqlite().DatabaseSync)(join(dataDir, 'dormouse.db'), { readOnly: true })
report('start', [...brokenRows(file), ...untoldRows(file)])
file.close()
say({ kind: 'ready' })
for (const job of jobs) await begin(job)
clock.advance(1000)
app.wake('clock')
begun = true
await lookWhetherIdle()
