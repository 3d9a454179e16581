import { rmdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { errorCode } from '../platform/error-code.ts'
import { conflict } from '../platform/route-failure.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { FileBlobs } from '../store/blob-store.ts'
import type { ChangeRow, ChangeSet, NewChangeRow } from '../store/change-store.ts'
import type { Core } from '../store/core.ts'
import { flushFiles } from '../store/flush-files.ts'
import { mostFileBytes } from './file-limits.ts'
import type { Gate } from './gate.ts'
import { inParallel } from './in-parallel.ts'
import { lookAt } from './look-at.ts'
import { FolderMoved, makeRealFolder, openRealFolder } from './real-folder.ts'
import { isOnlyMode, placeFile, type Restore, stageFile, unfinishedPath, whyNot } from './restore-file.ts'
import { sameState } from './same-state.ts'
import { inSentence, someOf } from './shown-path.ts'
import { plannedRestores, rowsInSlices, type ShownRestore, turnSets, undoState } from './turn-changes.ts'

export interface Conflict {
  readonly path: string
  readonly shown: string
  readonly why: string
}

export interface UndoDesk {
  /** What stands in the way of an undo, or of a redo when the turn is undone. */
  check(turnId: string): Promise<Conflict[]>
  /** Puts back how files were before the turn. Rejects with `conflict`, and nothing done, where that would lose anything. */
  undo(turnId: string): Promise<{ restored: number }>
  /** Undoes the undo. */
  redo(turnId: string): Promise<{ restored: number }>
  /** Brings an undo or a redo that a crash interrupted to its end. */
  finish(set: ChangeSet): Promise<void>
}

const atOnce = 8
const sliceSize = 200
/** So many names are in a sentence. */
const mostNamed = 20

export function createUndoDesk(
  core: Core,
  parts: {
    readonly blobs: FileBlobs
    readonly gate: Gate
    /** What no kept file may show, one character for each byte. */
    readonly secretForms: () => readonly string[]
  },
): UndoDesk {
  const { stores, unitOfWork, clock, ids } = core
  const { blobs, gate, secretForms } = parts
  /** One at a time: two would take each other's work for somebody else's. */
  let tail: Promise<unknown> = Promise.resolve()
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const done = tail.then(() => gate.together(work))
    tail = done.catch(() => undefined)
    return done
  }

  const conflictsOf = async (
    restores: readonly ShownRestore[],
    folders: ReadonlySet<string>,
  ): Promise<Conflict[]> => {
    const found = await inParallel(restores, atOnce, async (restore) => {
      const { to } = restore
      const why =
        to === null || isOnlyMode(restore.from, to) || (await blobs.has(to.hash))
          ? await whyNot(restore)
          : 'was kept, but what was kept is gone'
      // A folder that the turn made in a file's place goes once its files are gone.
      const isOurs = why === 'is a folder now' && restore.from === null && folders.has(restore.path)
      return why === null || isOurs ? null : { path: restore.path, shown: restore.shown, why }
    })
    return found.filter((each) => each !== null)
  }

  const check = async (turnId: string): Promise<Conflict[]> => {
    const sets = turnSets(stores, turnId)
    const all = await plannedRestores(stores, sets)
    const restores = all.filter(({ kept }) => kept)
    if (restores.length === 0)
      return all.map(({ path, shown }) => ({ path, shown, why: 'was not kept as it was' }))
    return conflictsOf(restores, new Set(sets.folders))
  }

  /** Keeps what is about to be replaced, and writes down what is to be done, before anything is done. */
  const prepare = async (
    turnId: string,
    kind: 'undo' | 'redo',
    restores: readonly ShownRestore[],
    folders: readonly string[],
  ): Promise<ChangeSet> => {
    const batch = blobs.batch()
    const keep = { blobs: batch, most: mostFileBytes, secretForms: secretForms() }
    const rows = await inParallel(restores, atOnce, async (restore): Promise<NewChangeRow> => {
      const { path, shown, from, to } = restore
      let kept = true
      if (from !== null) {
        const found = await lookAt(path, { most: mostFileBytes, keep })
        // What shows a secret is put back without a copy of it, so that is not undone again.
        const isReady = found.kind === 'state' && (found.kept || found.showsSecret === true)
        if (!isReady || !sameState(found.state, from))
          throw conflict(`Nothing was changed: ${inSentence(shown)} was changed just now. Try again.`)
        kept = found.kept
      }
      return { path, shown, before: from, after: null, intended: to, kept }
    })
    await batch.finish('flushed')
    const id = ids.next('change')
    const root = turnSets(stores, turnId).work[0]?.root ?? '/'
    unitOfWork.run(() =>
      stores.changes.insertSet({
        id,
        turnId,
        kind,
        call: null,
        root,
        trees: [],
        folders,
        unkept: null,
        state: 'draft',
        at: clock.now(),
      }),
    )
    for (let at = 0; at < rows.length; at += sliceSize) {
      unitOfWork.run(() => stores.changes.insertRows(id, rows.slice(at, at + sliceSize)))
      await yieldToEvents()
    }
    unitOfWork.run(() => stores.changes.open(id))
    const set = stores.changes.get(id)
    if (set === undefined) throw conflict('Nothing was changed: its conversation was just removed.')
    return set
  }

  /** Does what an open set says, or the rest of it. What was changed in the meantime is left, and named. */
  const carryOut = async (set: ChangeSet): Promise<{ restored: number; left: Conflict[] }> => {
    const rows: ChangeRow[] = []
    for await (const row of rowsInSlices(stores, set.id)) rows.push(row)
    const left: Conflict[] = []
    const isLeft = new Set<string>()
    const each = (some: readonly ChangeRow[], work: (restore: Restore) => Promise<string | null>) =>
      inParallel(some, atOnce, async ({ path, shown, before, intended = null, seq }) => {
        if (isLeft.has(path)) return
        // Something in the way of one file must not stop the others half way, without a word.
        const why = await work({ path, from: before, to: intended, seq }).catch(
          (error: unknown) => `could not be written (${errorCode(error) ?? String(error)})`,
        )
        if (why === null) return
        isLeft.add(path)
        left.push({ path, shown, why })
      })
    // Removals first: what a file is to become may be a folder now, and the other way round.
    const [removals, writes] = [rows.filter(isRemoval), rows.filter((row) => !isRemoval(row))]
    await each(removals, placeFile)
    if (set.kind === 'undo') await removeFolders(set.folders)
    else await makeFolders(set.folders)
    await each(writes, (restore) => stageFile(restore, blobs))
    await flushFiles(writes.map(unfinishedPath))
    await each(writes, placeFile)
    await syncFolders(new Set(rows.map(({ path }) => dirname(path))))

    for (let at = 0; at < rows.length; at += sliceSize) {
      unitOfWork.run(() => {
        for (const { seq, path, before, intended = null } of rows.slice(at, at + sliceSize))
          stores.changes.setAfter(seq, isLeft.has(path) ? before : intended)
      })
      await yieldToEvents()
    }
    unitOfWork.run((work) => {
      stores.changes.removeUnchanged(set.id)
      // Nothing was put back, so it is as if it had not been tried.
      if (left.length === rows.length) return stores.changes.removeSet(set.id)
      const outcome = left.length === 0 ? 'done' : 'changed'
      stores.changes.close(set.id, { outcome, folders: set.folders, unkept: null })
      // What an earlier undo put aside is either back in its place or in a newer set.
      for (const other of stores.changes.ofTurn(set.turnId))
        if (other.kind !== 'work' && other.id !== set.id && other.state === 'closed')
          stores.changes.removeAllRows(other.id)
      work.publish('changes.changed', { turnId: set.turnId })
    })
    return { restored: rows.length - left.length, left }
  }

  const finishOpen = async (turnId: string): Promise<void> => {
    for (const set of stores.changes.ofTurn(turnId)) {
      if (set.kind === 'work' || set.state === 'closed') continue
      if (set.state === 'draft') unitOfWork.run(() => stores.changes.removeSet(set.id))
      else await carryOut(set)
    }
  }

  const putBack = async (turnId: string, kind: 'undo' | 'redo'): Promise<{ restored: number }> => {
    const status = stores.turns.get(turnId)?.status
    if (status === 'queued' || status === 'running' || status === 'waiting')
      throw conflict('Its work is not over. Wait until it has ended, or cancel it first.')
    await finishOpen(turnId)
    const sets = turnSets(stores, turnId)
    const all = await plannedRestores(stores, sets)
    const state = undoState(sets, all.length)
    if (kind === 'undo' && state === 'undone') throw conflict('Its changes were undone already.')
    if (kind === 'redo' && state !== 'undone')
      throw conflict('Its changes are not undone, so there is nothing to do again.')
    if (all.length === 0) throw conflict('There are no changes of files to put back.')
    const restores = all.filter(({ kept }) => kept)
    if (restores.length === 0)
      throw conflict('It cannot be undone: how the files were before was not kept, or not for so long.')
    const conflicts = await conflictsOf(restores, new Set(sets.folders))
    if (conflicts.length > 0) throw conflict(`Nothing was changed. ${conflictWords(conflicts)}`)
    const { restored, left } = await carryOut(await prepare(turnId, kind, restores, sets.folders))
    if (left.length > 0)
      throw conflict(
        `${restored.toLocaleString('en')} files were put back. These stay as they are: ${conflictWords(left)}`,
      )
    return { restored }
  }

  return {
    check,
    undo: (turnId) => oneByOne(() => putBack(turnId, 'undo')),
    redo: (turnId) => oneByOne(() => putBack(turnId, 'redo')),
    finish: (set) =>
      oneByOne(async () => {
        const present = stores.changes.get(set.id)
        if (present?.state === 'draft') unitOfWork.run(() => stores.changes.removeSet(set.id))
        else if (present?.state === 'open') await carryOut(present)
      }),
  }
}

function isRemoval({ intended }: ChangeRow): boolean {
  return intended === null
}

function conflictWords(conflicts: readonly Conflict[]): string {
  return `${someOf(
    conflicts.map(({ shown, why }) => `${shown} ${why}`),
    mostNamed,
  )}.`
}

/** Those of the folders that are empty, the inner ones first. */
async function removeFolders(folders: readonly string[]): Promise<void> {
  for (const path of folders.toReversed()) {
    const parent = await openRealFolder(dirname(path)).catch(() => null)
    if (parent === null) continue
    // It refuses what is not empty, and what is no folder.
    await rmdir(parent.at(basename(path))).catch(() => undefined)
    await parent.close()
  }
}

async function makeFolders(folders: readonly string[]): Promise<void> {
  for (const path of folders) {
    try {
      await (await makeRealFolder(path)).close()
    } catch (error) {
      // Somebody put something else in its place; the files that belong there say so themselves.
      if (!(error instanceof FolderMoved) && (error as NodeJS.ErrnoException).code === undefined) throw error
    }
  }
}

async function syncFolders(folders: ReadonlySet<string>): Promise<void> {
  await inParallel([...folders], atOnce, async (path) => {
    const folder = await openRealFolder(path).catch(() => null)
    await folder?.sync()
    await folder?.close()
  })
}
