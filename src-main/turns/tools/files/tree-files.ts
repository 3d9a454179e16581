import type { Stats } from 'node:fs'
import { lstat, opendir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ProtectedPaths } from '../../../permissions/protected-paths.ts'
import { yieldToEvents } from '../../../platform/yield-to-events.ts'
import { fileRefusal } from '../tool-refusal.ts'
import type { LocatedPath } from './working-directory.ts'

/** As many files of a folder are kept for an undo and looked at for protection. */
export const mostTreeFiles = 10_000
/** So many are looked at in a few milliseconds. */
const filesAtOnce = 500

export interface Tree {
  readonly stats: Stats
  /** Files and links: the path itself, or all below the folder. */
  readonly files: readonly string[]
  /** Whether there are more than are listed. */
  readonly more: boolean
}

/** What is at `at` and below it. Links are listed, never followed. Rejects with a `ToolRefusal` when nothing is there. */
export async function treeFiles(
  { real, shown }: Pick<LocatedPath, 'real' | 'shown'>,
  most = mostTreeFiles,
): Promise<Tree> {
  const stats = await lstat(real).catch((error: unknown) => {
    throw fileRefusal(error, shown)
  })
  if (!stats.isDirectory()) return { stats, files: [real], more: false }
  const files: string[] = []
  const folders = [real]
  let seen = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for await (const entry of await opendir(folder, { bufferSize: 256 })) {
        const path = join(folder, entry.name)
        seen += 1
        if (seen > 2 * most || (files.length === most && !entry.isDirectory()))
          return { stats, files, more: true }
        if (entry.isDirectory()) folders.push(path)
        else files.push(path)
      }
    } catch {
      // What cannot be looked into cannot be moved either; the system says so then.
    }
  }
  return { stats, files, more: false }
}

/** The same for a judgement: of what is outside it is not told that nothing is there. */
export async function judgedTree(at: LocatedPath): Promise<Tree | null> {
  return at.inside ? treeFiles(at) : treeFiles(at).catch(() => null)
}

/** Why moving or deleting this, to `moved` paths, asks whatever the policy; `null`: nothing in it is protected. */
export async function whyNotTree(
  { files, more }: Tree,
  shown: string,
  whyNotWrite: ProtectedPaths['whyNotWrite'],
  moved: readonly string[] = [],
): Promise<string | null> {
  for (const [index, path] of [...files, ...moved].entries()) {
    if (index % filesAtOnce === filesAtOnce - 1) await yieldToEvents()
    const why = whyNotWrite(path)
    if (why !== null) return why
  }
  return more ? `${shown} holds more than ${files.length} files, so not all can be kept for an undo` : null
}

/** The same files below another folder. */
export function movedFiles({ files }: Tree, from: string, to: string): readonly string[] {
  return files.map((path) => join(to, relative(from, path)))
}

/** "3 files" of a folder; nothing for a file. */
export function treeWords({ stats, files, more }: Tree): string {
  if (!stats.isDirectory()) return ''
  const count = more
    ? `more than ${files.length} files`
    : `${files.length} ${files.length === 1 ? 'file' : 'files'}`
  return ` with ${count}`
}

/** For the detail of a step: what of the folder was not kept. */
export function unkeptRest({ more, files }: Tree): { readonly unkept?: string } {
  return more ? { unkept: `Only the first ${files.length} files were kept.` } : {}
}
