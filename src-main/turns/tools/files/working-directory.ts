import { lstat, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { CallPlace } from '../tool.ts'
import { plainLine } from '../plain-line.ts'
import { requireFolder, ToolRefusal } from '../tool-refusal.ts'

/** What a path of a call really is. */
export interface LocatedPath {
  /** Absolute, without symbolic links. Of what does not exist: the real path of the deepest folder that does, and the rest. */
  readonly real: string
  /**
   * For people and models, control characters escaped: relative to the working directory with `/` (`.` for the directory
   * itself), below the home as `~/…`, else absolute.
   */
  readonly shown: string
  /** Whether it is in the working directory. */
  readonly inside: boolean
  readonly exists: boolean
}

/** From where paths are read. */
export interface Surroundings {
  readonly place: Pick<CallPlace, 'workingDirectory'>
  /** The user's home, for `~`. */
  readonly home: string
}

/** Whether `path` is `root` or below it. Both are absolute and real; `/proj-secret` is not below `/proj`. */
export function isInside(root: string, path: string): boolean {
  const steps = relative(root, path)
  return steps === '' || (steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps))
}

/**
 * Finds what `path` (relative to the working directory, absolute, or below `~`) really is, through every symbolic link,
 * also those into nothing. It may be anywhere and need not exist; nothing is told about what is outside. Rejects with a
 * `ToolRefusal` when it is no path or the working directory is gone.
 */
export async function locate(around: Surroundings, path: string): Promise<LocatedPath> {
  const root = await rootOf(around)
  const wanted = wantedPath(root, around.home, path)
  const { real, exists } = await resolveLinks(wanted, { links: 40 }, plainLine(path, 300))
  return located(root, around.home, real, exists)
}

/** The same for what is moved or deleted: a link as the last step is meant itself, not what it leads to. */
export async function locateEntry(around: Surroundings, path: string): Promise<LocatedPath> {
  const root = await rootOf(around)
  const wanted = wantedPath(root, around.home, path)
  const folder = await resolveLinks(dirname(wanted), { links: 40 }, plainLine(path, 300))
  const real = join(folder.real, basename(wanted))
  const exists = await lstat(real).then(
    () => true,
    () => false,
  )
  return located(root, around.home, real, exists)
}

/** `real` as people and models read it, seen from the working directory `root`. */
export function shownPath(root: string, real: string): string {
  const steps = relative(root, real)
  return steps === '' ? '.' : plainLine(sep === '/' ? steps : steps.replaceAll(sep, '/'))
}

/** The real path of the working directory. Rejects with a `ToolRefusal` where there is none. */
export async function rootOf({ place }: Surroundings): Promise<string> {
  return realpath(requireFolder(place)).catch(() => {
    throw new ToolRefusal(
      'The working directory does not exist any more. Tell the user to choose another one.',
    )
  })
}

function wantedPath(root: string, home: string, path: string): string {
  if (path.includes('\0'))
    throw new ToolRefusal(`"${plainLine(path, 300)}" is not a path: it contains a NUL character.`)
  const wanted = resolve(root, /^~(?=$|[\\/])/.test(path) ? join(home, path.slice(1)) : path)
  // Looking at a share already tells its server who the user is.
  if (process.platform === 'win32' && wanted.startsWith('\\\\') && !isInside(root, wanted))
    throw new ToolRefusal(`"${plainLine(path, 300)}" is on another computer, where nothing is looked at.`)
  return wanted
}

async function resolveLinks(
  path: string,
  left: { links: number },
  asked: string,
): Promise<{ readonly real: string; readonly exists: boolean }> {
  const real = await realpath(path).catch(() => null)
  if (real !== null) return { real, exists: true }
  const parent = dirname(path)
  if (parent === path) return { real: path, exists: false }
  const above = await resolveLinks(parent, left, asked)
  const own = join(above.real, basename(path))
  const target = above.exists ? await readlink(own).catch(() => null) : null
  if (target === null) return { real: own, exists: false }
  left.links -= 1
  if (left.links < 0) throw new ToolRefusal(`"${asked}" is a symbolic link that leads in a circle.`)
  return resolveLinks(resolve(above.real, target), left, asked)
}

function located(root: string, home: string, real: string, exists: boolean): LocatedPath {
  const inside = isInside(root, real) && !isOfTheSystem(real)
  const shown = isInside(root, real)
    ? shownPath(root, real)
    : isInside(home, real)
      ? shownPath(dirname(home), real).replace(/^[^/]+/, '~')
      : plainLine(real)
  return { real, shown, inside, exists }
}

/** What the kernel makes up is in nobody's working directory, even where that is `/`. */
function isOfTheSystem(real: string): boolean {
  return process.platform !== 'win32' && ['/proc', '/sys', '/dev'].some((folder) => isInside(folder, real))
}
