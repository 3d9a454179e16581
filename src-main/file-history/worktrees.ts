import { existsSync } from 'node:fs'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { isActiveRun } from '../../src-shared/domain/run.ts'
import { unavailable } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import { branchName } from './branch-name.ts'
import { runGit } from './run-git.ts'
import { createWorktreeNotes, type WorktreeNote } from './worktree-note.ts'
import { commitLeftovers, commitOf, nestedRepositories, removeWorktree } from './worktree-end.ts'

/** Git worktrees of runs whose schedule asks for one of its own. */
export interface Worktrees {
  /** Whether the run has one already: it stays in it whatever becomes of its schedule. */
  has(runId: string): boolean
  /**
   * The folder in which the run works: the worktree's counterpart of `folder`. Made at the first call, found again
   * later. Rejects with a sentence when `folder` is in no git repository.
   */
  folderFor(runId: string, folder: string): Promise<string>
  /** After the run's end: commits what it left as a branch and removes the worktree. Idempotent, for restarts too. */
  finish(runId: string): Promise<void>
  /** Finishes every ended run whose worktree is still there. */
  sweep(): Promise<void>
}

export function createWorktrees(core: Core, { folder }: { readonly folder: string }): Worktrees {
  const { stores, unitOfWork, logger } = core
  const notes = createWorktreeNotes(folder)
  const found = new Map<string, Promise<string>>()
  /** What is done to a run's worktree is done one after the other. */
  const tails = new Map<string, Promise<unknown>>()
  const inOrder = <T>(runId: string, work: () => Promise<T>): Promise<T> => {
    const done = (tails.get(runId) ?? Promise.resolve()).then(work)
    const tail = done
      .catch(() => undefined)
      .then(() => {
        if (tails.get(runId) === tail) tails.delete(runId)
      })
    tails.set(runId, tail)
    return done
  }

  const make = async (runId: string, working: string): Promise<string> => {
    const run = stores.runs.get(runId)
    const repository = await runGit({ cwd: working }, 'rev-parse', '--show-toplevel').catch(() => null)
    if (run === undefined || repository === null)
      throw unavailable(
        `${working} is in no git repository, so no worktree can be made for this run. Switch that off in its schedule, or choose another folder.`,
      )
    const head = await commitOf({ cwd: working }, 'HEAD')
    if (head === null)
      throw unavailable(
        `The repository ${repository} has no commit yet, so there is nothing to begin a worktree at.`,
      )
    const path = join(folder, runId)
    const inside = relative(await realpath(repository), working)
    let note = await notes.read(runId)
    if (note === null) {
      const branch = run.branch ?? branchName(run.title, runId)
      const old = await commitOf({ cwd: working }, `refs/heads/${branch}`)
      const commonDir = await runGit(
        { cwd: working },
        'rev-parse',
        '--path-format=absolute',
        '--git-common-dir',
      )
      note = { repository, commonDir, branch, base: old ?? head, isOldBranch: old !== null }
      await notes.write(runId, note)
    }
    if (!existsSync(join(path, '.git'))) {
      await rm(path, { recursive: true, force: true })
      await runGit({ cwd: note.repository }, 'worktree', 'prune')
      await finishOthers(note.branch, runId)
      const isThere = (await commitOf({ cwd: note.repository }, `refs/heads/${note.branch}`)) !== null
      const what = isThere ? [path, note.branch] : ['-b', note.branch, path, note.base]
      await runGit({ cwd: note.repository }, 'worktree', 'add', '-q', ...what)
    }
    const place = join(path, inside)
    await mkdir(place, { recursive: true })
    return realpath(place)
  }

  /** A branch is in one worktree at a time: a run that goes on from it waits until the one before has left it. */
  const finishOthers = async (branch: string, runId: string): Promise<void> => {
    for (const other of await notes.runs()) {
      const status = stores.runs.get(other)?.status
      if (other === runId || (status !== undefined && isActiveRun(status))) continue
      if ((await notes.read(other))?.branch === branch) await inOrder(other, () => finish(other))
    }
  }

  const finish = async (runId: string): Promise<void> => {
    const note = await notes.read(runId)
    if (note === null) return
    found.delete(runId)
    const run = stores.runs.get(runId)
    const path = join(folder, runId)
    const branch = await end(runId, path, note, run?.title ?? 'A run of Dormouse')
    if (run !== undefined && run.branch !== branch)
      unitOfWork.run((work) => {
        stores.runs.change(runId, { branch })
        const changed = stores.runs.get(runId)
        if (changed) work.publish('run.changed', changed)
      })
    await notes.remove(runId)
  }

  /** Resolves with the branch that is left, `null` when nothing was changed. */
  const end = async (
    runId: string,
    path: string,
    note: WorktreeNote,
    title: string,
  ): Promise<string | null> => {
    const place = { cwd: note.repository }
    const ref = `refs/heads/${note.branch}`
    if (existsSync(path)) {
      const nested = await nestedRepositories(path)
      const index = join(folder, `${runId}.index`)
      const commit = await commitLeftovers(note, path, { title, nested, index })
      if (commit !== (await commitOf(place, ref))) await runGit(place, 'update-ref', ref, commit)
      // They would be lost with the folder: no commit holds them.
      if (nested.length > 0)
        logger.warn('a worktree is left because there is a repository in it', { run: runId, path })
      else await removeWorktree(note, path)
    }
    const tip = await commitOf(place, ref)
    if (tip === null) return null
    if (tip !== note.base || note.isOldBranch) return note.branch
    await runGit(place, 'branch', '-q', '-D', note.branch)
    return null
  }

  return {
    has: (runId) => notes.has(runId),
    folderFor(runId, working) {
      const known = found.get(runId)
      if (known !== undefined) return known
      const made = inOrder(runId, () => make(runId, working))
      found.set(runId, made)
      // What failed is tried again at the next step.
      made.catch(() => found.delete(runId))
      return made
    },
    finish: (runId) => inOrder(runId, () => finish(runId)),
    async sweep() {
      for (const runId of await notes.runs()) {
        const run = stores.runs.get(runId)
        if (run !== undefined && isActiveRun(run.status)) continue
        await inOrder(runId, () => finish(runId)).catch((error: unknown) =>
          logger.warn('a worktree could not be finished', { run: runId, error: String(error) }),
        )
      }
    },
  }
}

/**
 * Whether the run's schedule asks for a worktree of the run's own, as it is now. A rehearsal changes nothing, so it looks at
 * the folder itself.
 */
export function wantsWorktree(stores: Core['stores'], runId: string): boolean {
  const run = stores.runs.get(runId)
  if (run === undefined || run.dryRun) return false
  // A run that goes on after another's end has no schedule: the branch that it goes on from says it, or its conversation.
  if (run.branch !== null) return true
  const place = run.conversationId === null ? undefined : stores.conversations.get(run.conversationId)
  const scheduleId = run.scheduleId ?? place?.scheduleId ?? null
  const action = scheduleId === null ? undefined : stores.schedules.get(scheduleId)?.action
  return action?.kind === 'assist' && action.worktree === true
}
