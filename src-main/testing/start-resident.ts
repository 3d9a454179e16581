import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Route, RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { App } from '../app.ts'
import { compose } from '../compose.ts'
import {
  createScriptedModel,
  type ScriptedModel,
  type ScriptStep,
} from '../models/practice/scripted-responder.ts'
import { silentLogger } from '../platform/logger.ts'
import { createFakeDesktop, type FakeDesktop } from './fake-desktop.ts'
import { createTestClock, type TestClock } from './test-clock.ts'

export interface Resident {
  readonly app: App
  readonly clock: TestClock
  readonly desktop: FakeDesktop
  readonly model: ScriptedModel
  readonly dataDir: string
  /** Every event since the first start, oldest first. */
  readonly events: AppEvent[]
  /** The data of a route; throws `code: message` for an error result. */
  call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** Resolves as soon as `check` gives something for the rows as they are, looked at after every event. */
  until<T>(check: () => Promise<T | undefined>): Promise<T>
  runIs(id: string, status: Run['status']): Promise<Run>
  turnIs(id: string, status: Turn['status']): Promise<void>
  /** A one-time assistant schedule one second ahead; resolves with its run after the clock reached it. */
  fire(
    instruction: string,
    options?: Partial<RouteInput<'schedules.create'>>,
  ): Promise<{ schedule: Schedule; run: Run }>
  /** Stops and starts again over the same folder, as after a quit. */
  restart(): Promise<void>
  /** Stops, and removes the folder. */
  end(): Promise<void>
}

/** 21 November 2026, 09:00 UTC: a Saturday. */
export const testStart = Date.UTC(2026, 10, 21, 9)

export interface ResidentOptions {
  /** A data folder that is there already; it is removed at the end too. */
  readonly dataDir?: string
  /** When it starts, epoch milliseconds. */
  readonly at?: number
  readonly machineId?: string | null
}

/** The whole resident application over a temporary folder, with a scripted model behind the real SDK. */
export async function startResident(
  script: readonly ScriptStep[] = [],
  place: ResidentOptions = {},
): Promise<Resident> {
  const { dataDir = mkdtempSync(join(tmpdir(), 'dormouse-')), at = testStart, machineId = null } = place
  const model = await createScriptedModel(script)
  const clock = createTestClock(at)
  const desktop = createFakeDesktop()
  const events: AppEvent[] = []
  const listeners = new Set<() => void>()

  const open = async (): Promise<App> => {
    const app = compose({
      dataDir,
      version: '0.0.0',
      env: { ...model.env },
      clock,
      logger: silentLogger,
      desktop,
      machineId,
    })
    app.events.subscribe((event) => {
      events.push(event)
      for (const listener of listeners) listener()
    })
    await app.start()
    return app
  }
  let app = await open()

  const resident: Resident = {
    get app() {
      return app
    },
    clock,
    desktop,
    model,
    dataDir,
    events,
    async call(route, input) {
      const result = await app.router.call(route, input, { via: 'socket' })
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
      return result.data as never
    },
    async until(check) {
      for (;;) {
        // The next event is awaited from before the look on, so that none can slip in between.
        let wake = (): void => undefined
        const next = new Promise<void>((resolve) => (wake = resolve))
        listeners.add(wake)
        try {
          const found = await check()
          if (found !== undefined) return found
          await next
        } finally {
          listeners.delete(wake)
        }
      }
    },
    runIs: (id, status) =>
      resident.until(async () => {
        const run = await resident.call('runs.get', { id })
        return run.status === status ? run : undefined
      }),
    turnIs: (id, status) =>
      resident
        .until(async () => {
          const last = events.findLast((event) => event.event === 'turn.changed' && event.data.id === id)
          return last?.event === 'turn.changed' && last.data.status === status ? true : undefined
        })
        .then(() => undefined),
    async fire(instruction, options = {}) {
      const schedule = await resident.call('schedules.create', {
        title: 'Test',
        action: { kind: 'assist', instruction, context: 'fresh' },
        trigger: { kind: 'once', at: clock.now() + 1000 },
        ...options,
      })
      clock.advance(1000)
      app.wake('clock')
      const { runs } = await resident.call('runs.list', { scheduleId: schedule.id, limit: 1 })
      const run = runs[0]
      if (!run) throw new Error('the schedule did not fire')
      return { schedule, run }
    },
    async restart() {
      await app.stop()
      app = await open()
    },
    async end() {
      await app.stop()
      await model.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return resident
}
