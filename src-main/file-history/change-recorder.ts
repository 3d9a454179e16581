import { lstat, realpath } from 'node:fs/promises'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { FileBlobs } from '../store/blob-store.ts'
import type { ChangeSet, NewChangeRow } from '../store/change-store.ts'
import type { Core } from '../store/core.ts'
import { changeOutcome, type Looked } from './change-outcome.ts'
import type { PlannedChange } from './file-history.ts'
import { mostDiffBytes, mostFileBytes, mostFilesAfter, mostTreeFiles } from './file-limits.ts'
import type { Gate } from './gate.ts'
import { gitCall } from './git-call.ts'
import { inParallel } from './in-parallel.ts'
import { lookAt, stateOf } from './look-at.ts'
import { filesBelow, missingFolders } from './planned-files.ts'
import { inSentence, shownPath } from './shown-path.ts'
import type { TreeWorker } from './tree-worker.ts'
import { joinWords, largeFiles, secretFiles, tooManyFiles, unreadableFiles } from './unkept-words.ts'

export interface RecorderParts {
  readonly blobs: FileBlobs
  readonly trees: TreeWorker
  readonly gate: Gate
  readonly settings: Pick<SettingsStore, 'get'>
  /** Dormouse's own folder, which is no part of any tree. */
  readonly dataDir: string
  /** What no kept file may show, one character for each byte. */
  readonly secretForms: () => readonly string[]
  /** Told how many bytes were kept. */
  readonly onKept: (bytes: number) => void
}

/** Whose work it is, and what its paths are shown relative to. */
export interface Owner {
  readonly call: CallRef
  readonly turnId: string
  readonly root: string
}

/** So many files are looked at at a time, and so many rows are written before others get a turn. */
const atOnce = 8
const sliceSize = 200

export type ChangeRecorder = ReturnType<typeof createChangeRecorder>

/** Writes down how files are before they are changed, and what became of them. */
export function createChangeRecorder(core: Core, parts: RecorderParts) {
  const { stores, unitOfWork, clock, ids } = core
  const { blobs, trees, gate, settings, dataDir, secretForms } = parts
  const capBytes = (): number => settings.get().keepFilesMb * 1024 * 1024

  /** Writes the rows, in slices, into the set that is given or a new one. Resolves with its id. */
  const commit = async (
    setId: string | null,
    { call, turnId, root }: Owner,
    rows: readonly NewChangeRow[],
    more: Pick<ChangeSet, 'trees' | 'folders' | 'unkept'>,
  ): Promise<string> => {
    const id = setId ?? ids.next('change')
    unitOfWork.run(() => {
      const set = stores.changes.get(id)
      if (set === undefined)
        stores.changes.insertSet({
          id,
          turnId,
          kind: 'work',
          call,
          root,
          ...more,
          state: 'open',
          at: clock.now(),
        })
      else
        stores.changes.extend(id, {
          trees: [...set.trees, ...more.trees],
          folders: [...set.folders, ...more.folders],
          unkept: joinWords([set.unkept, more.unkept]),
        })
      stores.changes.insertRows(id, rows.slice(0, sliceSize))
    })
    for (let at = sliceSize; at < rows.length; at += sliceSize) {
      await yieldToEvents()
      unitOfWork.run(() => stores.changes.insertRows(id, rows.slice(at, at + sliceSize)))
    }
    return id
  }

  /** A folder stands for its files. */
  const expand = async (changes: readonly PlannedChange[], unkept: string[]) => {
    const most = capBytes() / 2
    let bytes = 0
    const expanded: (PlannedChange & { readonly isRead: boolean })[] = []
    for (const change of changes) {
      const found = await lstat(change.path).catch(() => null)
      if (found?.isDirectory() !== true) {
        expanded.push({ ...change, isRead: true })
        continue
      }
      const below = await filesBelow(change.path, mostTreeFiles)
      if (below.isCut) {
        unkept.push(tooManyFiles(mostTreeFiles, change.path))
        continue
      }
      for (const file of below.files) {
        bytes += file.bytes
        const intended = change.intended === null ? { intended: null } : {}
        expanded.push({ path: file.path, ...intended, isRead: bytes <= most })
      }
    }
    return expanded
  }

  const plan = async (
    setId: string | null,
    owner: Owner,
    changes: readonly PlannedChange[],
  ): Promise<string> => {
    const { keepFiles } = settings.get()
    const batch = blobs.batch()
    const unkept: string[] = []
    const folders = await missingFolders(changes)
    const most = Math.min(mostFileBytes, capBytes())
    const expanded = await expand(changes, unkept)
    const forms = secretForms()
    let kept = 0
    const rows = await inParallel(expanded, atOnce, async (change): Promise<NewChangeRow | null> => {
      const { path, intended, isRead } = change
      const keep = keepFiles && isRead ? { keep: { blobs: batch, most, secretForms: forms } } : {}
      const found = await lookAt(path, { most: isRead ? most : 0, ...keep })
      const shown = shownPath(path, owner.root)
      const row = { path, shown, after: null, intended }
      if (found.kind === 'absent') return { ...row, before: null, kept: keepFiles }
      if (found.kind !== 'state') {
        if (found.kind === 'other') unkept.push(`${inSentence(shown)} is no file, so it is not kept.`)
        return null
      }
      if (found.kept) kept += found.state.bytes
      else if (found.showsSecret === true)
        unkept.push(`${inSentence(shown)} shows a secret, so it is not kept.`)
      else if (keepFiles)
        unkept.push(`${inSentence(shown)} could not be kept: it is too large, or is not to be read.`)
      return { ...row, before: found.state, kept: found.kept }
    })
    await batch.finish('flushed')
    const written = rows.filter((row) => row !== null)
    const words = joinWords(unkept.length > 3 ? [largeFiles(unkept.length, null)] : unkept)
    const id = await commit(setId, owner, written, { trees: [], folders, unkept: words })
    parts.onKept(kept)
    return id
  }

  const planTree = async (setId: string | null, owner: Owner, root: string): Promise<string> => {
    const nothing = { trees: [], folders: [], unkept: null }
    if (!settings.get().keepFiles) return commit(setId, owner, [], nothing)
    try {
      const found = await trees.scan({
        root,
        skip: await realpath(dataDir),
        git: gitCall(),
        mostFiles: mostTreeFiles,
        mostBytes: capBytes() / 2,
        mostFileBytes: Math.min(mostFileBytes, capBytes()),
        secretForms: secretForms(),
      })
      if (found.kind === 'too-many')
        return await commit(setId, owner, [], { ...nothing, unkept: tooManyFiles(found.most, root) })
      const { manifest, large, unreadable, secret } = found
      const unkept = joinWords([
        largeFiles(large, root),
        unreadableFiles(unreadable, root),
        secretFiles(secret, root),
      ])
      return await commit(setId, owner, [], { trees: [{ root, manifest }], folders: [], unkept })
    } catch (error) {
      // A command must not be kept from running because a folder cannot be read; the database's word is another matter.
      if (error instanceof Error && error.name === 'DiskFullError') throw error
      core.logger.warn('a folder could not be kept', { error: String(error) })
      const unkept = `${root} could not be kept as it was, so changes by this command cannot be undone.`
      return commit(setId, owner, [], { ...nothing, unkept })
    }
  }

  /** What is there now of what was planned; a new folder stands for its files. */
  const lookAgain = async (set: ChangeSet) => {
    const batch = blobs.batch()
    const keep = settings.get().keepFiles
      ? { keep: { blobs: batch, most: mostDiffBytes, secretForms: secretForms() } }
      : {}
    const look = { most: mostFileBytes, ...keep }
    const planned = await inParallel(stores.changes.rows(set.id), atOnce, async (row): Promise<Looked> => ({
      row,
      found: await lookAt(row.path, look),
    }))
    const made: NewChangeRow[] = []
    const folders: string[] = []
    for (const { row, found } of planned) {
      if (row.before !== null || found.kind !== 'folder') continue
      const below = await filesBelow(row.path, mostTreeFiles)
      folders.push(...below.folders)
      await inParallel(below.files, atOnce, async ({ path }) => {
        const now = await lookAt(path, look)
        if (now.kind !== 'state') return
        const shown = shownPath(path, set.root)
        made.push({ path, shown, before: null, after: now.state, intended: undefined, kept: row.kept })
      })
    }
    // Only for diffs: an undo keeps what it replaces by itself.
    await batch.finish('unflushed')
    return { planned, made, folders }
  }

  const compareTrees = async (set: ChangeSet) => {
    const rows: NewChangeRow[] = []
    const folders: string[] = []
    const unkept: (string | null)[] = []
    for (const { root, manifest } of set.trees) {
      const found = await trees.compare({
        manifest,
        blobs: blobs.folder,
        mostFiles: mostFilesAfter,
        mostDiffBytes,
        secretForms: secretForms(),
      })
      if (found === null) {
        unkept.push(`What was kept of ${root} is gone, so changes by this command cannot be undone.`)
        continue
      }
      if (found.isCut) unkept.push(`It left more files in ${root} than can be looked at.`)
      for (const { name, before, after, kept } of found.changes) {
        const path = `${root === '/' ? '' : root}/${name}`
        rows.push({ path, shown: shownPath(path, set.root), before, after, intended: undefined, kept })
      }
      folders.push(...found.folders.map((name) => `${root === '/' ? '' : root}/${name}`))
    }
    return { rows, folders, unkept }
  }

  /** Fills in what became of an open set, and closes it. What is closed stays as it is. */
  const close = async (setId: string, tell: boolean): Promise<ChangeSet | undefined> => {
    const set = stores.changes.get(setId)
    if (set === undefined || set.state === 'closed') return set
    const { planned, made, folders: madeFolders } = await lookAgain(set)
    const tree = await compareTrees(set)
    const outcome = changeOutcome(planned, { isKept: set.trees.length > 0, changes: tree.rows.length })
    const folders: string[] = []
    for (const folder of new Set([...set.folders, ...madeFolders, ...tree.folders]))
      if ((await lstat(folder).catch(() => null))?.isDirectory() === true) folders.push(folder)

    // Only filled in: what did not change is removed with the last step, or a crash in between would lose what is known.
    const steps = [
      ...planned.map(
        ({ row, found }) =>
          () =>
            stores.changes.setAfter(row.seq, stateOf(found)),
      ),
      ...[...made, ...tree.rows].map((row) => () => stores.changes.insertRows(set.id, [row])),
    ]
    for (; steps.length > sliceSize; await yieldToEvents()) {
      const slice = steps.splice(0, sliceSize)
      unitOfWork.run(() => slice.forEach((step) => step()))
    }
    unitOfWork.run((work) => {
      for (const step of steps) step()
      stores.changes.removeUnchanged(set.id)
      stores.changes.close(set.id, { outcome, folders, unkept: joinWords([set.unkept, ...tree.unkept]) })
      if (tell) work.publish('changes.changed', { turnId: set.turnId })
    })
    for (const { manifest } of set.trees) await trees.release(manifest)
    parts.onKept(tree.rows.reduce((sum, { before, kept }) => sum + (kept ? (before?.bytes ?? 0) : 0), 0))
    return stores.changes.get(setId)
  }

  return {
    /** Keeps these paths in the set that is given, or in a new one. Resolves with its id. */
    plan: (setId: string | null, owner: Owner, changes: readonly PlannedChange[]) =>
      gate.together(() => plan(setId, owner, changes)),
    planTree: (setId: string | null, owner: Owner, root: string) =>
      gate.together(() => planTree(setId, owner, root)),
    close: (setId: string, { tell }: { readonly tell: boolean }) => gate.together(() => close(setId, tell)),
  }
}
