import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import type { App } from '../app.ts'
import { compose } from '../compose.ts'
import { calls, says } from '../models/practice/replies.ts'
import { createScriptedModel } from '../models/practice/scripted-responder.ts'
import { silentLogger } from '../platform/logger.ts'
import { loadSqlite, type NativeDatabase } from '../store/load-sqlite.ts'
import { createFakeDesktop } from './fake-desktop.ts'
import { multiplyWaiting } from './multiply-waiting.ts'
import { type Resident, startResident, testStart } from './start-resident.ts'
import { createTestClock, type TestClock } from './test-clock.ts'

vi.setConfig({ testTimeout: 120_000 })

const many = 10_000
const question = { reply: calls(['ask_user', { question: 'Go on?' }]) }
const deadline = { questionDeadline: { afterMs: 30 * 86_400_000, then: 'fail' } } as const

const folders: string[] = []
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder in which so many runs wait, each with its question, its deadline, its inbox item and its notice. */
async function folderWith(waiting: number): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-'))
  folders.push(dataDir)
  const resident = await startResident([question], { dataDir })
  if (waiting > 0) {
    const { run } = await resident.fire('Wait for me', { policies: deadline })
    await resident.runIs(run.id, 'waiting')
  }
  await resident.app.stop()
  await resident.model.close()
  if (waiting > 1) multiplyWaiting(join(dataDir, 'dormouse.db'), waiting - 1)
  return dataDir
}

interface Started {
  readonly app: App
  readonly clock: TestClock
  /** Timers that wait to go off now. */
  readonly timers: () => number
  /** Rows that were read from the database until the start was over. */
  readonly rows: number
}

async function startOver(dataDir: string): Promise<Started> {
  const inner = createTestClock(testStart + 60_000)
  const waiting = new Set<symbol>()
  const clock: TestClock = {
    ...inner,
    after(ms, fn) {
      const timer = Symbol('timer')
      waiting.add(timer)
      const cancel = inner.after(ms, () => {
        waiting.delete(timer)
        fn()
      })
      return () => {
        waiting.delete(timer)
        cancel()
      }
    },
  }
  const model = await createScriptedModel([{ always: true, reply: says('Done.') }])
  const app = compose({
    dataDir,
    version: '0.0.0',
    env: { ...model.env },
    clock,
    logger: silentLogger,
    desktop: createFakeDesktop(),
    machineId: null,
  })
  const before = readRows
  await app.start()
  const rows = readRows - before
  // What goes on at once is no timer.
  clock.advance(0)
  ends.push(async () => {
    await app.stop()
    await model.close()
  })
  return { app, clock, timers: () => waiting.size, rows }
}

let readRows = 0
countReadRows()

/** Counts every row that this process gets from the driver. */
function countReadRows(): void {
  const sqlite = loadSqlite()
  const counted = new Proxy(sqlite.DatabaseSync, {
    construct(target, args: ConstructorParameters<typeof sqlite.DatabaseSync>) {
      const db = new target(...args)
      const prepare = db.prepare.bind(db)
      const value = (sql: string): ReturnType<NativeDatabase['prepare']> => {
        const statement = prepare(sql)
        const all = statement.all.bind(statement)
        return Object.defineProperty(statement, 'all', {
          value: (...values: Parameters<typeof all>) => {
            const rows = all(...values)
            readRows += rows.length
            return rows
          },
        })
      }
      return Object.defineProperty(db, 'prepare', { value })
    },
  })
  Object.assign(sqlite, { DatabaseSync: counted })
}

async function call(app: App, route: string, input: unknown): Promise<unknown> {
  const result = await app.router.call(route, input, { via: 'socket' })
  if (!result.ok) throw new Error(result.error.message)
  return result.data
}

it(`${many} waiting runs cost no timer but one for the deadlines and one for the reminders, no row at the start but those of twenty that it tells of, and no slot: another schedule fires meanwhile`, async () => {
  const [none, few, told, all] = [
    await startOver(await folderWith(0)),
    await startOver(await folderWith(2)),
    await startOver(await folderWith(20)),
    await startOver(await folderWith(many)),
  ]
  expect(await call(all.app, 'app.status', {})).toMatchObject({ running: 0, waiting: many })
  expect(all.app.counts().waiting).toBe(many)

  expect(few.timers()).toBe(none.timers() + 2)
  expect(all.timers()).toBe(few.timers())
  expect(few.rows).toBeGreaterThan(0)
  expect(told.rows).toBeGreaterThan(few.rows)
  expect(all.rows).toBe(told.rows)

  const ended = new Promise<void>((resolve) => {
    all.app.events.subscribe(({ event, data }) => {
      if (event === 'run.changed' && data.title === 'Another' && data.status === 'succeeded') resolve()
    })
  })
  const input: RouteInput<'schedules.create'> = {
    title: 'Another',
    action: { kind: 'assist', instruction: 'Do it', context: 'fresh' },
    trigger: { kind: 'once', at: all.clock.now() + 1000 },
  }
  await call(all.app, 'schedules.create', input)
  all.clock.advance(1000)
  all.app.wake('clock')
  await ended
  expect(await call(all.app, 'app.status', {})).toMatchObject({ running: 0, waiting: many })
  expect(all.timers()).toBe(few.timers())
})

describe('the next fire of a waiting schedule does not orphan it', () => {
  let resident: Resident

  async function fireAgain(
    policies: RouteInput<'schedules.create'>['policies'],
    context: 'fresh' | 'shared' | 'here',
  ) {
    resident = await startResident([
      {
        always: true,
        reply: calls(['ask_user', { question: 'Go on?' }]),
        when: ({ messages }) => messages.at(-1)?.content[0]?.type === 'text',
      },
      { always: true, reply: says('Finished.') },
    ])
    ends.push(() => resident.end())
    const { run, schedule } = await resident.fire('Check', {
      action: { kind: 'assist', instruction: 'Check', context },
      trigger: { kind: 'interval', everyMs: 1000 },
      policies,
    })
    await resident.runIs(run.id, 'waiting')
    for (let fires = 0; fires < 3; fires++) {
      resident.clock.advance(1000)
      resident.app.wake('clock')
    }
    await resident.call('schedules.pause', { id: schedule.id })
    return { run, schedule }
  }

  /** Every question that is open belongs to a run that waits, and the other way round. */
  async function expectNoOrphans(): Promise<void> {
    const open = await resident.call('questions.list', { status: 'open' })
    const { runs } = await resident.call('runs.list', { status: 'waiting' })
    expect(open.map(({ runId }) => runId ?? '').toSorted()).toEqual(runs.map(({ id }) => id).toSorted())
  }

  it.each([
    ['skip', 'fresh'],
    ['skip', 'shared'],
    ['skip', 'here'],
    ['queue-one', 'fresh'],
    ['queue-all', 'shared'],
    ['allow', 'fresh'],
  ] as const)('%s, %s', async (overlap, context) => {
    const { run } = await fireAgain({ overlap }, context)
    const first = (await resident.call('questions.list', { status: 'open' })).find(
      ({ runId }) => runId === run.id,
    )
    if (!first) throw new Error('the first question is gone')
    await resident.call('questions.answer', { id: first.id, answer: { kind: 'text', text: 'yes' } })
    await resident.runIs(run.id, 'succeeded')
    // Those that came after it have their turn now, one after the other or at once.
    for (;;) {
      const { runs } = await resident.call('runs.list', { status: ['queued', 'running', 'waiting'] })
      if (runs.length === 0) break
      const id = await resident.until(
        async () => (await resident.call('questions.list', { status: 'open' }))[0]?.id,
      )
      await expectNoOrphans()
      const asked = await resident.call('questions.answer', { id, answer: { kind: 'text', text: 'yes' } })
      await resident.runIs(asked.runId ?? '', 'succeeded')
    }
    await expectNoOrphans()
    expect(await resident.call('inbox.list', { filter: 'needs-you' })).toEqual([])
  })

  it('cancel-previous: its question is withdrawn with the reason, and the newest one waits', async () => {
    const { run, schedule } = await fireAgain({ overlap: 'cancel-previous' }, 'fresh')
    const { runs } = await resident.call('runs.list', { scheduleId: schedule.id })
    const newest = runs[0]
    await resident.runIs(newest?.id ?? '', 'waiting')
    const withdrawn = await resident.call('questions.list', { status: 'withdrawn' })
    expect(withdrawn[0]).toMatchObject({ runId: run.id, answerText: 'a newer run took its place' })
    await expectNoOrphans()
    expect((await resident.call('inbox.list', { filter: 'needs-you' })).map(({ runId }) => runId)).toEqual([
      newest?.id,
    ])
  })
})
