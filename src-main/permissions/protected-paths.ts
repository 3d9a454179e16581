import { lstatSync, readlinkSync } from 'node:fs'
import { basename, dirname, join, parse, relative, resolve, sep } from 'node:path'
import { otherNamesOf } from './linked-files.ts'
import { homePlaces, type ProtectedPlace, systemPlaces } from './protected-places.ts'
import { foldStep, keyKind, kindBySteps } from './protected-steps.ts'
import { existingOf, protectedBelow } from './protected-walk.ts'
import { makeHookFolders, type PutAside, watchProtected } from './put-aside.ts'

/** Files that are never written without asking, and some that are not even read. All paths are absolute and real. */
export interface ProtectedPaths {
  /** Why changing `path` asks whatever the policy: "~/.bashrc is a shell profile"; `null`: it is not protected. */
  whyNotWrite(path: string): string | null
  /** The same for reading: keys and Dormouse's own data. */
  whyNotRead(path: string): string | null
  /**
   * What a sandbox hides and what it keeps read-only inside `writable`. Only what exists. A folder that is hidden may hold
   * one that is writable (the workspace in the data folder): hide first, then give.
   */
  inSandbox(writable: readonly string[]): Promise<{ readonly hidden: string[]; readonly readOnly: string[] }>
  /** To be called before a command that may write to these folders; what it gives puts aside what the command made anew. */
  watch(writable: readonly string[]): Promise<() => Promise<PutAside[]>>
}

export interface ProtectedPlaces {
  /** Dormouse's data folder; its `workspace` and `worktrees` folders are not protected. */
  readonly dataDir: string
  readonly home: string
  /** Folders whose texts the assistant follows as the user's own. */
  readonly skillFolders?: () => readonly string[]
}

/** With an absolute path, and the same as folded steps. */
interface Known extends ProtectedPlace {
  readonly key: string
}

/** Folders of the data folder in which the assistant works. */
const working = ['workspace', 'worktrees']

/**
 * Paths are compared step by step, without regard to case, and with what the places really are by now: a profile may be a
 * link into a folder of its own.
 */
export function createProtectedPaths({
  dataDir,
  home,
  skillFolders = () => [],
}: ProtectedPlaces): ProtectedPaths {
  const data: ProtectedPlace = { path: dataDir, is: 'part of Dormouse’s own data', secret: true }
  const root = parse(home).root
  const places: readonly Known[] = [
    data,
    ...homePlaces.map((each) => ({ ...each, path: join(home, each.path) })),
    ...(process.platform === 'win32' ? [] : systemPlaces),
  ].map((each) => {
    const path = join(root, relative(root, each.path))
    return { ...each, path, key: keyOf(path) }
  })

  let indexed: Index | null = null
  /** Links are read once for all that is asked at the same moment: some 150 looks take a part of a millisecond. */
  const index = (): Index => {
    if (indexed === null) {
      indexed = indexOf(home, places)
      queueMicrotask(() => (indexed = null))
    }
    return indexed
  }

  const why = (path: string, onlySecret: boolean): string | null => {
    const { byPath, homes } = index()
    const steps = stepsOf(path)
    for (let length = 1; length <= steps.length; length += 1) {
      const place = byPath.get(steps.slice(0, length).join('/'))
      if (!place || (onlySecret && !place.secret)) continue
      if (place.is === data.is && working.includes(steps[length] ?? '')) continue
      return `${shownIn(home, path)} is ${place.is}`
    }
    if (!onlySecret && belowAny(skillFolders())(path))
      return `${shownIn(home, path)} is in a folder of skills, which the assistant follows`
    const kind = kindBySteps(steps) ?? (homes.has(steps.slice(0, -1).join('/')) ? keyKind(steps) : null)
    if (kind === null || (onlySecret && !kind.secret)) return null
    return `${shownIn(home, path)} is ${kind.is}`
  }

  const byName = (path: string) => kindBySteps(stepsOf(path))
  const seen = new Set<string>()

  return {
    watch(writable) {
      const isBelow = belowAny(writable)
      // The data folder is no place for a command, but for the folders in it where the assistant works.
      const below = places.filter((each) => each.is !== data.is).map(({ path }) => path)
      return watchProtected(writable, byName, below.filter(isBelow))
    },
    whyNotWrite: (path) => why(path, false),
    whyNotRead: (path) => why(path, true),
    async inSandbox(writable) {
      const isBelow = belowAny(writable)
      // What a running program shows of itself is the sandbox's own affair.
      const secret = places.filter((each) => each.secret && each.path !== '/proc')
      const existing = await existingOf(places.filter((each) => !each.secret).map(({ path }) => path))
      const found = await protectedBelow(writable, byName)
      const obeyed = await existingOf(skillFolders())
      const hooks = await makeHookFolders(found.gitFolders)
      // A command that makes thousands of folders must not hide from the next one what was found before.
      for (const path of [...found.readOnly, ...hooks]) seen.add(path)
      const earlier = await existingOf([...seen].filter(isBelow))
      const hidden = [...(await existingOf(secret.map(({ path }) => path))), ...found.secret]
      const otherNames = await otherNamesOf([...existing, ...hidden], writable)
      return {
        hidden: unique(hidden),
        readOnly: unique([...existing.filter(isBelow), ...obeyed.filter(isBelow), ...earlier, ...otherNames]),
      }
    },
  }
}

/** Whether a path is one of these or below one. */
function belowAny(folders: readonly string[]): (path: string) => boolean {
  const roots = folders.map(keyOf)
  return (path) => {
    const steps = keyOf(path)
    return roots.some((top) => steps === top || top === '' || steps.startsWith(`${top}/`))
  }
}

interface Index {
  /** By the folded steps of a place, also as what it really is. */
  readonly byPath: ReadonlyMap<string, Known>
  readonly homes: ReadonlySet<string>
}

function indexOf(home: string, places: readonly Known[]): Index {
  const byPath = new Map<string, Known>()
  const realOf = createRealPaths()
  for (const place of places) {
    byPath.set(place.key, place)
    const real = realOf(place.path)
    // What leads to a device (a history that is switched off) says nothing about the device.
    if (real !== place.path && !real.startsWith('/dev/')) byPath.set(keyOf(real), place)
  }
  return { byPath, homes: new Set([home, realOf(home)].map(keyOf)) }
}

/** What a path really is, also one that does not exist or leads into nothing. Looks at each folder once. */
function createRealPaths(): (path: string) => string {
  const seen = new Map<string, Real>()
  const look = (path: string, links: number): Real => {
    const known = seen.get(path)
    if (known) return known
    const parent = dirname(path)
    const above = parent === path ? null : look(parent, links)
    const own = above === null ? path : join(above.path, basename(path))
    const found = above?.exists === false ? 'nothing' : whatIs(own)
    const real =
      typeof found === 'string' || links === 0
        ? { path: own, exists: found !== 'nothing' }
        : look(resolve(dirname(own), found.target), links - 1)
    seen.set(path, real)
    return real
  }
  return (path) => look(path, 20).path
}

interface Real {
  readonly path: string
  readonly exists: boolean
}

function whatIs(path: string): 'nothing' | 'something' | { readonly target: string } {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return 'nothing'
    return stats.isSymbolicLink() ? { target: readlinkSync(path) } : 'something'
  } catch {
    return 'nothing'
  }
}

function keyOf(path: string): string {
  return stepsOf(path).join('/')
}

/** Never with an empty step; a slash cannot be in one, so joined steps say the same as the steps. */
function stepsOf(path: string): readonly string[] {
  return path.split(sep === '\\' ? /[\\/]/ : '/').flatMap((step) => (step === '' ? [] : [foldStep(step)]))
}

function shownIn(home: string, path: string): string {
  const shown = path.startsWith(home + sep) ? `~${path.slice(home.length).replaceAll(sep, '/')}` : path
  return plainPath(shown)
}

/** Names come from anywhere, and the reason is shown in one line. */
function plainPath(path: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what it is for
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)]
}
