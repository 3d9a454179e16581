import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileChange, FileState, UndoState } from '../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import { notFound } from '../platform/route-failure.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import type { FileBlobs } from '../store/blob-store.ts'
import type { ChangeSet } from '../store/change-store.ts'
import type { Core } from '../store/core.ts'
import { createChangeRecorder } from './change-recorder.ts'
import { fileDiff } from './file-diff.ts'
import { createFileKeeper } from './file-keeper.ts'
import { createGate } from './gate.ts'
import { createNetChanges } from './net-changes.ts'
import { pruneKept } from './prune-kept.ts'
import { inSentence } from './shown-path.ts'
import { createTreeWorker } from './tree-worker.ts'
import { netChangesNow, turnSets, undoState } from './turn-changes.ts'
import { createUndoDesk } from './undo-desk.ts'

/** A path that a call is about to change. `intended`: what it will be; left out where that is not known before. */
export interface PlannedChange {
  /** Absolute and real but for its last step. */
  readonly path: string
  readonly intended?: FileState | null
}

/** Keeps what one call changes. `before…` resolves when the old bytes and the row that says so are on the disk. */
export interface FileKeeper {
  before(changes: readonly PlannedChange[]): Promise<void>
  /** For commands and servers, which change what they like: everything below `root`, up to a limit. */
  beforeTree(root: string): Promise<void>
  /** What it came to. `unkept` says in words what cannot be undone. Call it also when the work failed. */
  after(): Promise<{ readonly changes: readonly FileChange[]; readonly unkept: string | null }>
}

/** What is known of a call that a crash interrupted, from the files themselves. */
export type Interruption =
  | { readonly kind: 'done' | 'not-done' }
  /** Files were changed, and nobody can say whether all of it was done. */
  | { readonly kind: 'changed'; readonly shown: readonly string[] }
  | { readonly kind: 'unknown' }

export interface FileHistory {
  /** `root`: the working directory, for how paths are shown. */
  keeper(call: CallRef & { readonly turnId: string }, root: string): FileKeeper
  /** Closes what a crash left open for this call, and says what is known of it. Idempotent. */
  settle(call: CallRef & { readonly turnId: string }): Promise<Interruption>
  list(
    turnId: string,
    call?: CallRef,
  ): { readonly files: FileChange[]; readonly undo: UndoState; readonly undoneAt: number | null }
  diff(
    turnId: string,
    path: string,
    call?: CallRef,
  ): Promise<{ readonly diff: string | null; readonly why: string | null }>
  check(turnId: string): Promise<{ conflicts: { path: string; shown: string; why: string }[] }>
  undo(turnId: string): Promise<{ restored: number }>
  redo(turnId: string): Promise<{ restored: number }>
  status(): Promise<{ keptBytes: number; keptFiles: number }>
  /** Removes the oldest kept bytes past the limit of the settings. */
  prune(): Promise<void>
}

/** What only the application itself calls. */
export interface ResidentFileHistory extends FileHistory {
  /** At a start: closes what a crash left open of turns that do not go on, and brings interrupted undos to their end. */
  settleAll(): Promise<void>
  close(): Promise<void>
}

/** So many names a model is told. */
const mostNamed = 50

/** So much may be kept since the last pruning before there is another one: a tenth of the limit. */
const pruneShare = 0.1

export function createFileHistory(
  core: Core,
  parts: {
    readonly blobs: FileBlobs
    readonly settings: Pick<SettingsStore, 'get'>
    /** What no kept file may show, one character for each byte. */
    readonly secretForms: () => readonly string[]
  },
): ResidentFileHistory {
  const { stores, clock, ids, logger } = core
  const { blobs, settings, secretForms } = parts
  const dataDir = dirname(blobs.folder)
  const folder = join(dataDir, 'trees')
  const gate = createGate()
  const trees = createTreeWorker({ folder, clock, ids })
  const capBytes = (): number => settings.get().keepFilesMb * 1024 * 1024
  let keptSince = 0

  const prune = (): Promise<void> =>
    gate.alone(async () => {
      keptSince = 0
      // Where there is nothing the thread need not be started.
      const names = await readdir(folder).catch(() => [])
      await pruneKept(core, { blobs, trees: names.length > 0 ? trees : null, mostBytes: capBytes() })
    })
  const onKept = (bytes: number): void => {
    keptSince += bytes
    if (keptSince <= capBytes() * pruneShare) return
    keptSince = 0
    prune().catch((error: unknown) => logger.warn('kept files could not be pruned', { error: String(error) }))
  }
  const recorder = createChangeRecorder(core, { blobs, trees, gate, settings, dataDir, secretForms, onKept })
  const desk = createUndoDesk(core, { blobs, gate, secretForms })

  const list = (turnId: string, call?: CallRef): ReturnType<FileHistory['list']> => {
    const sets = turnSets(stores, turnId, call)
    const files = netChangesNow(stores, sets.work).map((change) => ({
      ...change,
      turnId,
      calls: [...change.calls],
    }))
    return { files, undo: undoState(sets, files.length), undoneAt: sets.undoneAt }
  }

  const goesOn = (turnId: string): boolean => {
    const status = stores.turns.get(turnId)?.status
    return status === 'queued' || status === 'running' || status === 'waiting'
  }

  const shownOf = (setId: string): string[] =>
    stores.changes.rows(setId).map(({ shown }) => inSentence(shown))

  const interruption = ({ id, outcome }: ChangeSet): Interruption => {
    if (outcome === null) return { kind: 'unknown' }
    if (outcome !== 'changed') return { kind: outcome }
    const shown = shownOf(id)
    const rest = shown.length - mostNamed
    return {
      kind: 'changed',
      shown: rest > 0 ? [...shown.slice(0, mostNamed), `and ${rest.toLocaleString('en')} more`] : shown,
    }
  }

  return {
    keeper: ({ messageId, toolUseId, turnId }, root) =>
      createFileKeeper(core, recorder, { call: { messageId, toolUseId }, turnId, root }),
    async settle({ messageId, toolUseId }) {
      const set = stores.changes.lastOfCall({ messageId, toolUseId })
      const closed = set && (await recorder.close(set.id, { tell: true }))
      return closed === undefined ? { kind: 'unknown' } : interruption(closed)
    },
    list,
    async diff(turnId, path, call) {
      const net = createNetChanges()
      for (const set of turnSets(stores, turnId, call).work)
        for (const row of stores.changes.rowsOfPath(set.id, path)) net.add(set, row)
      const [change] = net.result()
      if (change === undefined) throw notFound('It did not change this file.')
      return fileDiff(change, blobs)
    },
    check: async (turnId) => ({ conflicts: await desk.check(turnId) }),
    async undo(turnId) {
      // What could not be written down after its call belongs to it too.
      if (!goesOn(turnId))
        for (const { id, kind, state } of stores.changes.ofTurn(turnId))
          if (kind === 'work' && state !== 'closed') await recorder.close(id, { tell: true })
      return desk.undo(turnId)
    },
    redo: (turnId) => desk.redo(turnId),
    async status() {
      const { files, bytes } = await blobs.measure()
      return { keptBytes: bytes, keptFiles: files }
    },
    prune,
    async settleAll() {
      for (const set of stores.changes.unfinished()) {
        try {
          if (set.kind !== 'work') await desk.finish(set)
          else if (!goesOn(set.turnId)) await recorder.close(set.id, { tell: true })
        } catch (error) {
          logger.warn('what a crash left of a change of files could not be settled', { error: String(error) })
        }
      }
    },
    close: () => trees.close(),
  }
}
