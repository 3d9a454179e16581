import type * as ChildProcess from 'node:child_process'
import type { createHash as CreateHash } from 'node:crypto'
import type * as Fs from 'node:fs'
import type * as Path from 'node:path'

/** How git is asked what it ignores: arguments before the command, and the whole environment. */
export interface GitCall {
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** A file (`f`) or link (`l`) as a look at it without reading it. `stamp` changes whenever its bytes or bits do. */
export interface Seen {
  readonly kind: 'f' | 'l'
  readonly bytes: number
  readonly mode: number
  readonly stamp: string
  /** Milliseconds, of the clock of its file system. */
  readonly changedAt: number
}

export interface Walked {
  readonly files: Map<string, Seen>
  /** Relative to the root, like all names here. */
  readonly folders: string[]
  /** There are more files than it was to look at. */
  readonly isCut: boolean
}

export type TreeDisk = ReturnType<typeof createTreeDisk>

/**
 * Reads trees of files without following any link. All of it blocks, so it is for a worker only.
 *
 * Its text runs there, so it uses nothing but its arguments: no import, no name of this module.
 */
export function createTreeDisk(load: (name: string) => unknown) {
  const fs = load('node:fs') as typeof Fs
  const { createHash } = load('node:crypto') as { createHash: typeof CreateHash }
  const { join } = load('node:path') as typeof Path
  const { spawnSync } = load('node:child_process') as typeof ChildProcess
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants
  /** Ignored files beside kept ones are few (`.env`); where they are many they are what a build made. */
  const mostIgnoredFiles = 500
  const piece = Buffer.allocUnsafe(1_048_576)

  const seenOf = (stats: Fs.BigIntStats): Seen | null => {
    if (!stats.isFile() && !stats.isSymbolicLink()) return null
    const isLink = stats.isSymbolicLink()
    return {
      kind: isLink ? 'l' : 'f',
      bytes: Number(stats.size),
      mode: isLink ? 0o777 : Number(stats.mode) & 0o7777,
      stamp: `${stats.mtimeNs}:${stats.ctimeNs}:${stats.ino}:${stats.size}`,
      changedAt: Number(stats.ctimeMs),
    }
  }
  const statOf = (path: string): Fs.BigIntStats | null => {
    try {
      return fs.lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
    } catch {
      return null
    }
  }

  const disk = {
    seen(path: string): Seen | null {
      const stats = statOf(path)
      return stats === null ? null : seenOf(stats)
    },
    /** The time by the file system's own clock, milliseconds: the machine's may differ. */
    now(folder: string): number {
      const path = join(folder, 'now')
      fs.writeFileSync(path, '')
      return fs.statSync(path).ctimeMs
    },
    /** What git ignores below the root: folders end in a slash. `null`: it is in no repository, or there is no git. */
    ignored(root: string, { flags, env }: GitCall): string[] | null {
      const git = (...args: string[]) =>
        spawnSync('git', [...flags, '-C', root, ...args], {
          env: { ...env },
          timeout: 30_000,
          maxBuffer: 67_108_864,
          stdio: ['ignore', 'pipe', 'ignore'],
        })
      // A folder that a repository around it ignores is worked in all the same.
      if (git('check-ignore', '-q', '.').status !== 1) return null
      const listed = git('ls-files', '-o', '-i', '--exclude-standard', '--directory', '-z')
      if (listed.status !== 0) return null
      const names = listed.stdout.toString('utf8').split('\0')
      const inside = names.filter((name) => name !== '' && !name.startsWith('../') && !name.startsWith('/'))
      const folders = inside.filter((name) => name.endsWith('/'))
      return inside.length - folders.length > mostIgnoredFiles ? inside : folders
    },
    /** Every file below the root but git's own, `node_modules`, other disks, and what is skipped. */
    walk(root: string, isSkipped: (name: string, path: string) => boolean, most: number): Walked {
      const files = new Map<string, Seen>()
      const folders: string[] = []
      const top = statOf(root)
      const todo = top?.isDirectory() === true ? [''] : []
      for (let folder = todo.pop(); folder !== undefined; folder = todo.pop()) {
        let entries: Fs.Dirent[]
        try {
          entries = fs.readdirSync(join(root, folder), { withFileTypes: true })
        } catch {
          continue
        }
        for (const entry of entries) {
          const name = folder === '' ? entry.name : `${folder}/${entry.name}`
          const path = join(root, name)
          const isFolder = entry.isDirectory()
          if (entry.name === '.git' || (isFolder && entry.name === 'node_modules')) continue
          if (isSkipped(isFolder ? `${name}/` : name, path)) continue
          const stats = statOf(path)
          if (stats === null) continue
          if (stats.isDirectory()) {
            if (stats.dev !== top?.dev) continue
            folders.push(name)
            todo.push(name)
            continue
          }
          const seen = seenOf(stats)
          if (seen === null) continue
          if (files.size >= most) return { files, folders, isCut: true }
          files.set(name, seen)
        }
      }
      return { files, folders, isCut: false }
    },
    /**
     * Reads a file or the target of a link, handing on each piece, which is only good until the next one. `null`: it is gone,
     * or is not to be read.
     */
    read(
      path: string,
      kind: 'f' | 'l',
      onPiece: (piece: Buffer) => void,
    ): { readonly hash: string; readonly seen: Seen } | null {
      const hash = createHash('sha256')
      let file: number | null = null
      try {
        if (kind === 'l') {
          const target = fs.readlinkSync(path, { encoding: 'buffer' })
          const seen = disk.seen(path)
          onPiece(target)
          return seen?.kind !== 'l' ? null : { hash: hash.update(target).digest('hex'), seen }
        }
        // Neither a link that took its place nor a pipe, which would keep the reader waiting for ever.
        file = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        const seen = seenOf(fs.fstatSync(file, { bigint: true }))
        if (seen === null) return null
        let bytes = 0
        for (let n = fs.readSync(file, piece); n > 0; n = fs.readSync(file, piece)) {
          hash.update(piece.subarray(0, n))
          onPiece(piece.subarray(0, n))
          bytes += n
        }
        return { hash: hash.digest('hex'), seen: { ...seen, bytes } }
      } catch {
        return null
      } finally {
        if (file !== null) fs.closeSync(file)
      }
    },
  }
  return disk
}
