import type * as Fs from 'node:fs'
import type * as Path from 'node:path'
import type { createByteSearch } from './byte-search.ts'
import type { GitCall, TreeDisk } from './tree-disk.ts'

export interface ScanJob {
  readonly kind: 'scan'
  readonly root: string
  /** A folder that is left out: Dormouse's own. */
  readonly skip: string
  readonly git: GitCall
  readonly mostFiles: number
  /** Of all files together, and of one. */
  readonly mostBytes: number
  readonly mostFileBytes: number
  /** What no kept file may show, one character for each byte. */
  readonly secretForms: readonly string[]
}

/** How a path was: `[name, kind, hash, bytes, mode, stamp, pack, offset]`. No hash: it was too large or not to be read. */
export type KeptEntry = readonly [
  name: string,
  kind: 'f' | 'l',
  hash: string,
  bytes: number,
  mode: number,
  stamp: string,
  pack: string,
  offset: number,
]

/** A tree as it was, as it is written to the disk. */
export interface Manifest {
  readonly root: string
  readonly skip: string
  readonly git: GitCall
  /** What git ignored then. It is left alone, whatever git ignores later. */
  readonly ignored: readonly string[] | null
  readonly folders: readonly string[]
  readonly files: readonly KeptEntry[]
  readonly mostFileBytes: number
}

export type Scanned =
  | { readonly kind: 'too-many'; readonly most: number }
  | {
      readonly kind: 'kept'
      readonly manifest: string
      readonly files: number
      /** How many files are too large, cannot be read, or show a secret. */
      readonly large: number
      readonly unreadable: number
      readonly secret: number
    }

export type TreeScanner = ReturnType<typeof createTreeScanner>

/**
 * Keeps trees as they are: the bytes in packs, which are files with the bytes of many, and a manifest that says what is
 * where. What was read once and has not changed since is not read again; like git, it does not trust the stamp of a file
 * that had just been changed when it was read.
 *
 * Its text runs in a worker, so it uses nothing but its arguments: no import, no name of this module.
 */
export function createTreeScanner(
  load: (name: string) => unknown,
  disk: TreeDisk,
  openSearch: typeof createByteSearch,
  /** `prefix` makes its names other than those of any process before. */
  { folder, prefix }: { readonly folder: string; readonly prefix: string },
) {
  const fs = load('node:fs') as typeof Fs
  const { join } = load('node:path') as typeof Path
  /** The coarsest clock of a file system that is met (FAT). */
  const racyMs = 2000
  const bufferBytes = 8_388_608
  const known = new Map<string, Map<string, KeptEntry>>()
  const last = new Map<string, { readonly name: string; readonly text: Manifest }>()
  /** Where bytes are, by their hash. */
  const places = new Map<string, readonly [pack: string, offset: number]>()
  /** How many work with a manifest. */
  const users = new Map<string, number>()
  let written = 0
  let count = 0
  const newName = (ending: string): string => `${prefix}-${count++}.${ending}`
  const hand = (manifest: string): string => {
    users.set(manifest, (users.get(manifest) ?? 0) + 1)
    return manifest
  }

  const openPack = () => {
    const name = newName('pack')
    let file: number | null = null
    let parts: Buffer[] = []
    let held = 0
    let size = 0
    const flush = (): void => {
      if (held === 0) return
      file ??= fs.openSync(join(folder, name), 'wx', 0o600)
      fs.writeSync(file, Buffer.concat(parts))
      parts = []
      held = 0
    }
    return {
      name,
      size: () => size,
      write(piece: Buffer): void {
        parts.push(Buffer.from(piece))
        held += piece.length
        size += piece.length
        if (held >= bufferBytes) flush()
      },
      close(): void {
        flush()
        if (file === null) return
        fs.fsyncSync(file)
        fs.closeSync(file)
        written += size
      },
    }
  }

  const writeManifest = (manifest: Manifest): string => {
    const name = newName('json')
    const file = fs.openSync(join(folder, name), 'wx', 0o600)
    fs.writeFileSync(file, JSON.stringify(manifest))
    fs.fsyncSync(file)
    fs.closeSync(file)
    if (process.platform !== 'win32') {
      const itself = fs.openSync(folder, 'r')
      fs.fsyncSync(itself)
      fs.closeSync(itself)
    }
    return name
  }

  const readManifest = (name: string): Manifest | null => {
    for (const kept of last.values()) if (kept.name === name) return kept.text
    try {
      return JSON.parse(fs.readFileSync(join(folder, name), 'utf8')) as Manifest
    } catch {
      return null
    }
  }
  const forget = (manifests: readonly string[]): void => {
    const needed = new Set<string>([...manifests, ...users.keys()])
    for (const name of [...manifests, ...users.keys()])
      for (const entry of readManifest(name)?.files ?? []) needed.add(entry[6])
    known.clear()
    last.clear()
    places.clear()
    written = 0
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : [])
      if (!needed.has(name)) fs.rmSync(join(folder, name), { force: true })
  }

  return {
    scan({ root, skip, git, mostFiles, mostBytes, mostFileBytes, secretForms }: ScanJob): Scanned {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (written > 2 * mostBytes && users.size === 0) forget([])
      const now = disk.now(folder)
      const ignored = disk.ignored(root, git)
      const left = new Set(ignored)
      const walked = disk.walk(root, (name, path) => path === skip || left.has(name), mostFiles)
      if (walked.isCut) return { kind: 'too-many', most: mostFiles }

      let most = mostFileBytes
      let sum = 0
      for (const { bytes } of walked.files.values()) sum += bytes
      if (sum > mostBytes) {
        // The largest ones are left out, so that most files can be put back.
        for (const { bytes } of [...walked.files.values()].toSorted((a, b) => b.bytes - a.bytes)) {
          if (sum <= mostBytes) break
          most = Math.min(most, bytes - 1)
          sum -= bytes
        }
      }

      const before = known.get(root) ?? new Map<string, KeptEntry>()
      const after = new Map<string, KeptEntry>()
      const pack = openPack()
      let read = 0
      let large = 0
      let unreadable = 0
      let secret = 0
      const search = secretForms.length === 0 ? null : openSearch(secretForms)
      for (const [name, seen] of walked.files) {
        const { kind, bytes, mode, stamp, changedAt } = seen
        const entry = before.get(name)
        const isKnown = entry !== undefined && entry[5] === stamp && entry[1] === kind && entry[4] === mode
        if (isKnown && (entry[2] !== '' || bytes > most)) {
          if (entry[2] === '') large += 1
          after.set(name, entry)
          continue
        }
        read += 1
        if (bytes > most) {
          large += 1
          after.set(name, [name, kind, '', bytes, mode, stamp, '', 0])
          continue
        }
        const offset = pack.size()
        const look = search?.open()
        const pieces: Buffer[] = []
        let isShown = false
        const got = disk.read(join(root, name), kind, (piece) => {
          // Nothing of a file that shows a secret may be written.
          if (look === undefined) pack.write(piece)
          else if (!isShown) {
            isShown = look(piece)
            pieces.push(Buffer.from(piece))
          }
        })
        if (got === null) {
          if (disk.seen(join(root, name)) === null) continue
          unreadable += 1
          after.set(name, [name, kind, '', bytes, mode, stamp, '', 0])
          continue
        }
        if (isShown) {
          secret += 1
          after.set(name, [name, kind, '', bytes, mode, stamp, '', 0])
          continue
        }
        for (const piece of pieces) pack.write(piece)
        const isRacy = Math.max(changedAt, got.seen.changedAt) > now - racyMs
        if (!places.has(got.hash)) places.set(got.hash, [pack.name, offset])
        const [where, at] = places.get(got.hash) ?? [pack.name, offset]
        const trusted = isRacy ? '' : got.seen.stamp
        after.set(name, [name, kind, got.hash, got.seen.bytes, got.seen.mode, trusted, where, at])
      }
      pack.close()
      known.set(root, after)

      const previous = last.get(root)
      const isSame =
        previous !== undefined &&
        read === 0 &&
        after.size === before.size &&
        JSON.stringify([previous.text.folders, previous.text.ignored]) ===
          JSON.stringify([walked.folders, ignored]) &&
        [...after].every(([name, entry]) => before.get(name) === entry)
      if (isSame)
        return { kind: 'kept', manifest: hand(previous.name), files: after.size, large, unreadable, secret }
      const text: Manifest = {
        root,
        skip,
        git,
        ignored,
        folders: walked.folders,
        files: [...after.values()],
        mostFileBytes,
      }
      const manifest = hand(writeManifest(text))
      const outdated = last.get(root)?.name
      last.set(root, { name: manifest, text })
      if (outdated !== undefined && !users.has(outdated)) fs.rmSync(join(folder, outdated), { force: true })
      return { kind: 'kept', manifest, files: after.size, large, unreadable, secret }
    },

    /** The manifest of this name; `null` when it is gone. */
    manifest: readManifest,

    /** The manifest is needed no more by one of those who were given it. */
    release(name: string): void {
      const left = (users.get(name) ?? 1) - 1
      if (left > 0) users.set(name, left)
      else users.delete(name)
      const isLast = [...last.values()].some((kept) => kept.name === name)
      if (left <= 0 && !isLast) fs.rmSync(join(folder, name), { force: true })
    },

    /** Removes what neither these manifests nor those that are in use need, and what it knew of the trees with it. */
    forget,
  }
}
