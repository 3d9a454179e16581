import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { ProtectedPaths } from '../../../permissions/protected-paths.ts'
import { fileRefusal, ToolRefusal } from '../tool-refusal.ts'
import { createGlob } from './glob.ts'
import { pinFolder } from './pinned-folder.ts'
import type { LocatedPath } from './working-directory.ts'
import { shownPath } from './working-directory.ts'

/** Where a search begins and which of what it finds is told. */
export interface SearchStart {
  /** For `runRipgrep`. */
  readonly cwd: string
  readonly start: string
  /** Whether a file, by its path from `cwd`, fits the glob. */
  fits(path: string): boolean
  /** Those that are told: not those that may not be read, and none that is not where it seems to be. */
  tellable(paths: readonly string[]): Promise<ReadonlySet<string>>
  /** A found path for people and models. */
  shown(path: string): string
  close(): Promise<void>
}

/** Holds the folder of the search, so that nothing can be put in its place. Rejects with a `ToolRefusal`. */
export async function openSearch(
  at: LocatedPath,
  root: string,
  glob: string | undefined,
  whyNotRead: ProtectedPaths['whyNotRead'],
): Promise<SearchStart> {
  const fitsGlob = glob === undefined ? null : createGlob(glob)
  if (glob !== undefined && fitsGlob === null)
    throw new ToolRefusal('The glob has too many alternatives in braces. Use fewer, or several searches.')
  const refused = (error: unknown): never => {
    throw fileRefusal(error, at.shown)
  }
  const isFolder = (await stat(at.real).catch(refused)).isDirectory()
  const folder = isFolder ? at.real : dirname(at.real)
  const pinned = await pinFolder(folder, at.shown).catch(refused)
  // The user has allowed a search in what may not be read otherwise.
  const isAllowed = whyNotRead(at.real) !== null
  const realOf = (path: string): string => join(folder, path)
  // Where ripgrep looks at the name, and the glob is about no more, that is enough.
  const isSure = isFolder && glob?.includes('/') === false && nameFilter(glob).length > 0
  const above = at.inside ? inSteps(relative(root, folder)) : ''
  return {
    cwd: pinned.at('.'),
    start: isFolder ? '' : basename(at.real),
    fits(path) {
      if (fitsGlob === null || isSure) return true
      const steps = inSteps(path)
      return fitsGlob(steps) || (above !== '' && fitsGlob(`${above}/${steps}`))
    },
    async tellable(paths) {
      const unmoved = await Promise.all(
        paths.map(async (path) => (await realpath(realOf(path)).catch(() => null)) === realOf(path)),
      )
      return new Set(
        paths.filter((path, index) => unmoved[index] && (isAllowed || whyNotRead(realOf(path)) === null)),
      )
    },
    shown: (path) =>
      at.inside
        ? shownPath(root, realOf(path))
        : `${at.shown.replace(/\/$/, '')}/${shownPath(folder, realOf(path))}`,
    close: () => pinned.close(),
  }
}

function inSteps(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

/**
 * The option that lets ripgrep itself leave out files whose names cannot fit `glob`; what it lets through is still compared
 * with all of it. A glob of ripgrep's own would bring back what .gitignore leaves out.
 */
export function nameFilter(glob: string | undefined): readonly string[] {
  const name = glob?.slice(glob.lastIndexOf('/') + 1)
  if (name === undefined || /\{[^}]*\//.test(glob ?? '') || !/^[\w.*?{},-]*[\w.][\w.*?{},-]*$/.test(name))
    return []
  return [`--type-add=wanted:${name}`, '--type=wanted']
}
