import type * as ChildProcess from 'node:child_process'
import type * as Fs from 'node:fs'
import type * as Path from 'node:path'
import type { FileState } from '../../src-shared/domain/file-change.ts'
import type { createByteSearch } from './byte-search.ts'
import type { Seen, TreeDisk } from './tree-disk.ts'
import type { KeptEntry, Manifest } from './tree-scan.ts'

export interface CompareJob {
  readonly kind: 'compare'
  readonly manifest: string
  /** Where the kept bytes of changed files go: the folder of the blob store. */
  readonly blobs: string
  readonly mostFiles: number
  /** Files up to this size are kept as they are now too. */
  readonly mostDiffBytes: number
  /** What no kept file may show, one character for each byte. */
  readonly secretForms: readonly string[]
}

/** What became of one path below the root. */
export interface TreeChange {
  readonly name: string
  readonly before: FileState | null
  readonly after: FileState | null
  readonly kept: boolean
}

export interface Compared {
  /** Folders that were not there before. */
  readonly folders: readonly string[]
  /** There are more files than were looked at. */
  readonly isCut: boolean
}

/**
 * Finds what has changed since a manifest was made, and puts the old bytes of what did into the blob store.
 *
 * Its text runs in a worker, so it uses nothing but its arguments: no import, no name of this module.
 */
export function createTreeComparer(
  load: (name: string) => unknown,
  disk: TreeDisk,
  openSearch: typeof createByteSearch,
  { folder, prefix }: { readonly folder: string; readonly prefix: string },
) {
  const fs = load('node:fs') as typeof Fs
  const { join } = load('node:path') as typeof Path
  const { spawnSync } = load('node:child_process') as typeof ChildProcess
  /** From so many files on, flushing the whole disk once is quicker than flushing each. */
  const manyFiles = 64
  let count = 0

  const stateOf = (kind: 'f' | 'l', hash: string, bytes: number, mode: number): FileState => ({
    kind: kind === 'f' ? 'file' : 'link',
    hash,
    bytes,
    mode,
  })

  /** Writes blobs under other names, and gives them their own once all of them are on the disk. */
  const openBlobs = (blobs: string) => {
    const unfinished = join(blobs, 'unfinished')
    fs.mkdirSync(unfinished, { recursive: true, mode: 0o700 })
    const written = new Map<string, string>()
    const pathOf = (hash: string): string => join(blobs, hash.slice(0, 2), hash)
    const newPath = (): string => join(unfinished, `${prefix}-${count++}`)
    return {
      has: (hash: string): boolean => written.has(hash) || fs.existsSync(pathOf(hash)),
      newPath,
      add(path: string, hash: string): void {
        if (written.has(hash)) fs.rmSync(path)
        else written.set(hash, path)
      },
      finish(): void {
        const flush = (path: string): void => {
          const file = fs.openSync(path, 'r')
          fs.fsyncSync(file)
          fs.closeSync(file)
        }
        const isFlushed =
          process.platform === 'linux' &&
          written.size > manyFiles &&
          spawnSync('sync', ['-f', unfinished], { stdio: 'ignore' }).status === 0
        if (!isFlushed) for (const path of written.values()) flush(path)
        const parts = new Set<string>()
        for (const [hash, path] of written) {
          const part = join(blobs, hash.slice(0, 2))
          parts.add(part)
          fs.mkdirSync(part, { recursive: true, mode: 0o700 })
          fs.renameSync(path, pathOf(hash))
        }
        if (process.platform !== 'win32') for (const part of [...parts, blobs]) flush(part)
      },
    }
  }
  type Blobs = ReturnType<typeof openBlobs>

  /** Takes the bytes out of their pack. Whether they were there, whole. */
  const promote = ([, , hash, bytes, , , pack, offset]: KeptEntry, blobs: Blobs): boolean => {
    if (hash === '') return false
    if (blobs.has(hash)) return true
    const path = blobs.newPath()
    let from: number | null = null
    const to = fs.openSync(path, 'wx', 0o600)
    try {
      if (bytes > 0) from = fs.openSync(join(folder, pack), 'r')
      const piece = Buffer.allocUnsafe(Math.min(1_048_576, bytes))
      for (let at = 0; from !== null && at < bytes;) {
        const n = fs.readSync(from, piece, 0, Math.min(piece.length, bytes - at), offset + at)
        if (n === 0) break
        fs.writeSync(to, piece, 0, n)
        at += n
      }
    } catch {
      // What was written so far does not have the hash.
    } finally {
      fs.closeSync(to)
      if (from !== null) fs.closeSync(from)
    }
    if (disk.read(path, 'f', () => undefined)?.hash !== hash) {
      fs.rmSync(path)
      return false
    }
    blobs.add(path, hash)
    return true
  }

  /** Reads how a path is now, and keeps it if it is small enough. `null`: it is not there. */
  const readNow = (
    path: string,
    seen: Seen,
    { mostDiffBytes: most, secretForms }: CompareJob,
    blobs: Blobs,
  ): FileState | null => {
    const parts: Buffer[] = []
    const isSmall = seen.bytes <= most
    const got = disk.read(path, seen.kind, (piece) => isSmall && parts.push(Buffer.from(piece)))
    if (got === null) return disk.seen(path) === null ? null : stateOf(seen.kind, '', seen.bytes, seen.mode)
    const look = isSmall && secretForms.length > 0 ? openSearch(secretForms).open() : null
    const isShown = look !== null && parts.some((piece) => look(piece))
    if (isSmall && !isShown && !blobs.has(got.hash)) {
      const kept = blobs.newPath()
      fs.writeFileSync(kept, Buffer.concat(parts), { mode: 0o600, flag: 'wx' })
      blobs.add(kept, got.hash)
    }
    return stateOf(seen.kind, got.hash, got.seen.bytes, got.seen.mode)
  }

  return {
    compare(job: CompareJob, manifest: Manifest, onChange: (change: TreeChange) => void): Compared {
      const { root, skip, git, ignored, files, folders, mostFileBytes } = manifest
      const blobs = openBlobs(job.blobs)
      const left = new Set([...(ignored ?? []), ...(disk.ignored(root, git) ?? [])])
      const wasIgnored = new Set(ignored)
      const walked = disk.walk(root, (name, path) => path === skip || left.has(name), job.mostFiles)
      for (const entry of files) {
        const [name, kind, hash, bytes, mode, stamp] = entry
        const path = join(root, name)
        // What git ignores only now is looked for by name; what a link leads to by now is another place.
        const seen = walked.files.get(name) ?? (isBelow(root, name) ? disk.seen(path) : null)
        walked.files.delete(name)
        if (seen !== null && seen.stamp === stamp) continue
        const before = stateOf(kind, hash, bytes, mode)
        const isRead = seen !== null && seen.bytes <= mostFileBytes
        const after = isRead
          ? readNow(path, seen, job, blobs)
          : seen && stateOf(seen.kind, '', seen.bytes, seen.mode)
        const isSame =
          after !== null &&
          after.kind === before.kind &&
          after.hash === hash &&
          hash !== '' &&
          after.mode === mode
        if (isSame) continue
        const isOnlyMode = after !== null && after.kind === before.kind && after.hash === hash && hash !== ''
        onChange({ name, before, after, kept: promote(entry, blobs) || isOnlyMode })
      }
      for (const [name, seen] of walked.files) {
        if (wasIgnored.has(name)) continue
        const path = join(root, name)
        const isLarge = seen.bytes > mostFileBytes
        const after = isLarge
          ? stateOf(seen.kind, '', seen.bytes, seen.mode)
          : readNow(path, seen, job, blobs)
        // What cannot be kept by an undo is not removed by it.
        if (after !== null) onChange({ name, before: null, after, kept: !isLarge && after.hash !== '' })
      }
      blobs.finish()
      const hadFolder = new Set(folders)
      return { folders: walked.folders.filter((name) => !hadFolder.has(name)), isCut: walked.isCut }
    },
  }

  /** Whether every folder on the way is one, and no link. */
  function isBelow(root: string, name: string): boolean {
    const steps = name.split('/').slice(0, -1)
    let path = root
    for (const step of ['', ...steps]) {
      path = join(path, step)
      if (fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false
    }
    return true
  }
}
