import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './write-whole.ts'

/** What is known of a run's worktree. It is written before the worktree is made, beside it and outside of it. */
const worktreeNoteSchema = z.object({
  /** The top of the repository, and its git folder that all worktrees share. */
  repository: z.string(),
  commonDir: z.string(),
  branch: z.string(),
  /** The commit that it began at. */
  base: z.string(),
  /** Whether the branch was there before: a run that goes on after its end. */
  isOldBranch: z.boolean(),
})
export type WorktreeNote = z.infer<typeof worktreeNoteSchema>

export type WorktreeNotes = ReturnType<typeof createWorktreeNotes>

export function createWorktreeNotes(folder: string) {
  const pathOf = (runId: string): string => join(folder, `${runId}.json`)
  return {
    has: (runId: string): boolean => existsSync(pathOf(runId)),
    async read(runId: string): Promise<WorktreeNote | null> {
      const text = await readFile(pathOf(runId), 'utf8').catch(() => null)
      if (text === null) return null
      try {
        return worktreeNoteSchema.parse(JSON.parse(text))
      } catch {
        return null
      }
    },
    write: (runId: string, note: WorktreeNote): Promise<void> =>
      writeWhole(pathOf(runId), JSON.stringify(note)),
    remove: (runId: string): Promise<void> => rm(pathOf(runId), { force: true }),
    /** The runs that have one. */
    async runs(): Promise<string[]> {
      const names = await readdir(folder).catch(() => [])
      return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
    },
  }
}
