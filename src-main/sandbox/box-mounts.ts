import { dirname, sep } from 'node:path'
import type { Confinement } from './sandbox.ts'

/** One mount of a sandbox over the read-only file system. `pin`: writable as before, but it cannot be renamed away. */
export interface BoxMount {
  readonly kind: 'writable' | 'pin' | 'read-only' | 'hide-folder' | 'hide-file'
  /** Absolute and real. */
  readonly path: string
}

/** What a path is; `null`: it does not exist. */
export type PathKind = 'file' | 'folder' | null

const rank: Readonly<Record<BoxMount['kind'], number>> = {
  writable: 0,
  pin: 1,
  'read-only': 2,
  'hide-folder': 3,
  'hide-file': 3,
}

/**
 * The mounts in the order in which they are made: outer ones first, because a mount covers what was mounted below it
 * before. So a writable folder inside a hidden one is had, and a hidden one inside a writable one is not. Paths are absolute
 * and real; what does not exist is left out.
 */
export function boxMounts(
  confinement: Pick<Confinement, 'writable' | 'readOnly' | 'hidden'>,
  kindOf: (path: string) => PathKind,
): BoxMount[] {
  const mounts = new Map<string, BoxMount>()
  const put = (path: string, kind: BoxMount['kind']): void => {
    const known = mounts.get(path)
    if (known === undefined || rank[known.kind] < rank[kind]) mounts.set(path, { kind, path })
  }
  for (const path of confinement.writable) if (kindOf(path) !== null) put(path, 'writable')
  for (const path of confinement.readOnly) if (kindOf(path) !== null) put(path, 'read-only')
  for (const path of confinement.hidden) {
    const kind = kindOf(path)
    if (kind !== null) put(path, kind === 'folder' ? 'hide-folder' : 'hide-file')
  }
  // A folder that is no mount could be renamed with what is protected in it, and another put in its place.
  for (const path of [...confinement.readOnly, ...confinement.hidden]) {
    if (mounts.has(path))
      for (const between of foldersBetween(confinement.writable, path)) put(between, 'pin')
  }
  return [...mounts.values()].toSorted((a, b) => depth(a.path) - depth(b.path) || rank[a.kind] - rank[b.kind])
}

/** The folders on the way from the innermost writable folder down to `path`, both ends left out. */
function foldersBetween(writable: readonly string[], path: string): string[] {
  const root = writable.filter((each) => isBelow(each, path)).toSorted((a, b) => b.length - a.length)[0]
  const found: string[] = []
  if (root === undefined) return found
  for (let at = dirname(path); at !== root && isBelow(root, at); at = dirname(at)) found.push(at)
  return found
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

const depth = (path: string): number => path.split(sep).filter(Boolean).length
