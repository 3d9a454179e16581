import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultSettings, type Settings } from '../../../src-shared/domain/settings.ts'
import type { CallRef } from '../../../src-shared/domain/tool-step.ts'
import { systemClock } from '../../platform/clock.ts'
import { createEventBus } from '../../platform/event-bus.ts'
import { systemIds } from '../../platform/ids.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createBlobStore, type FileBlobs } from '../../store/blob-store.ts'
import type { Core } from '../../store/core.ts'
import type { Database } from '../../store/database.ts'
import { migrate } from '../../store/migrate.ts'
import { migrations } from '../../store/migrations/migrations.ts'
import { openSqliteFile } from '../../store/sqlite-driver.ts'
import { createStores } from '../../store/stores.ts'
import { createUnitOfWork } from '../../store/unit-of-work.ts'
import { createFileHistory, type FileKeeper, type ResidentFileHistory } from '../file-history.ts'

/** A file history over a real database and real folders: `data` for Dormouse, `work` for the one that works. */
export interface OpenHistory {
  readonly core: Core
  readonly database: Database
  readonly blobs: FileBlobs
  readonly history: ResidentFileHistory
  readonly work: string
  readonly dataDir: string
  /** How often files were said to have changed. */
  readonly told: () => number
  set(settings: Partial<Settings>): void
  /** A turn that is running, or has ended. */
  turn(id: string, status?: 'running' | 'succeeded'): void
  end(turnId: string): void
  keeper(turnId: string, call: string): FileKeeper
  close(): Promise<void>
}

/** A folder of the test's own, by its real path. */
export function historyFolder(): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-history-')))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function callRef(call: string): CallRef {
  return { messageId: 'message', toolUseId: call }
}

/** Opens it, again after an end or a crash too. `onCommit` is called before every transaction of the history; `secretForms` are what no kept file may show. */
export function openHistory(
  folder: string,
  onCommit = (): void => undefined,
  secretForms: readonly string[] = [],
): OpenHistory {
  const [files, dataDir] = [join(folder, 'work'), join(folder, 'data')]
  mkdirSync(files, { recursive: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const database = openSqliteFile(join(dataDir, 'dormouse.db'))
  migrate(database, migrations, systemClock)
  const bus = createEventBus((error) => {
    throw error
  })
  let told = 0
  bus.subscribe(({ event }) => {
    if (event === 'changes.changed') told += 1
  })
  const stores = createStores(database)
  const unitOfWork = createUnitOfWork(database, bus, silentLogger)
  const core: Core = {
    stores,
    unitOfWork: {
      run(work) {
        onCommit()
        return unitOfWork.run(work)
      },
    },
    clock: systemClock,
    ids: systemIds(systemClock),
    logger: { ...silentLogger, warn: failing, error: failing },
  }
  let settings = defaultSettings
  const blobs = createBlobStore(join(dataDir, 'blobs'), core.ids)
  const history = createFileHistory(core, {
    blobs,
    settings: { get: () => settings },
    secretForms: () => secretForms,
  })
  const at = systemClock.now()
  if (stores.conversations.get('conversation') === undefined) {
    const common = { workingDirectory: null, createdAt: at }
    stores.conversations.insert({
      ...common,
      id: 'conversation',
      kind: 'chat',
      title: 'Test',
      scheduleId: null,
      permission: 'full',
      tools: {},
      updatedAt: at,
    })
    stores.sessions.insert({
      ...common,
      id: 'session',
      conversationId: 'conversation',
      runtime: 'built-in',
      connectionId: 'connection',
      model: null,
      reason: 'first',
    })
  }
  const of = { conversationId: 'conversation', sessionId: 'session', runId: null, lane: 'chat' } as const
  return {
    core,
    database,
    blobs,
    history,
    work: files,
    dataDir,
    told: () => told,
    set: (patch) => void (settings = { ...settings, ...patch }),
    turn(id, status = 'running') {
      stores.turns.insert({ ...of, id, queuedAt: at })
      stores.turns.change(id, { status: 'running', at })
      if (status === 'succeeded') stores.turns.change(id, { status, at })
    },
    end: (id) => stores.turns.change(id, { status: 'succeeded', at }),
    keeper: (turnId, call) => history.keeper({ turnId, ...callRef(call) }, files),
    async close() {
      await history.close()
      database.close()
    },
  }
}

function failing(message: string, detail?: unknown): void {
  throw new Error(`${message} ${JSON.stringify(detail)}`)
}
