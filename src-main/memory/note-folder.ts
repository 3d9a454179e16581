import type { Stats } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MemoryFile } from '../../src-shared/ipc/knowledge-routes.ts'
import { randomKey } from '../platform/random-key.ts'
import { badInput, conflict, notFound, unavailable } from '../platform/route-failure.ts'
import { noteNames } from './note-path.ts'

/** Bytes of one note, and how many there may be in a scope. */
export const mostNoteBytes = 100_000
export const mostNotes = 200

/**
 * The notes of one scope: regular files below `folder/memories`, nothing else. A path is judged before use, and no part of
 * it may be a symbolic link. Each change happens whole or not at all, whenever the process dies; what is half done lies in
 * `folder` beside the notes, and is swept away.
 */
export interface NoteFolder {
  /** Absolute path of the notes. */
  readonly root: string
  /** Makes the folder and sweeps away what a crash left. */
  prepare(): Promise<void>
  /** Every note, by path. */
  list(): Promise<MemoryFile[]>
  /** The file of a note; `null` where nothing is. Throws for a link, and for a path through something that is no folder. */
  find(path: string): Promise<{ readonly file: string; readonly stats: Stats } | null>
  read(path: string): Promise<string>
  write(path: string, text: string): Promise<MemoryFile>
  /** A note, or a folder of them with all that is in it. */
  remove(path: string): Promise<void>
  clear(): Promise<void>
}

export function noteFolder(folder: string): NoteFolder {
  const root = join(folder, 'memories')

  async function find(path: string): ReturnType<NoteFolder['find']> {
    const names = noteNames(path)
    let at = root
    for (const [index, name] of names.entries()) {
      at = join(at, name)
      const stats = await lstat(at).catch(absence)
      if (stats === null) return null
      if (stats.isSymbolicLink())
        throw badInput(`The note ${path} is a symbolic link, which is not followed.`)
      if (index === names.length - 1) return { file: at, stats }
      if (!stats.isDirectory())
        throw badInput(`${names.slice(0, index + 1).join('/')} is a note and no folder.`)
    }
    return null
  }

  async function list(): Promise<MemoryFile[]> {
    const found: MemoryFile[] = []
    const look = async (below: string): Promise<void> => {
      for (const entry of await readdir(join(root, below), { withFileTypes: true }).catch(noEntries)) {
        if (entry.name.startsWith('.')) continue
        const path = below === '' ? entry.name : `${below}/${entry.name}`
        if (entry.isDirectory()) await look(path)
        if (!entry.isFile()) continue
        const { size, mtimeMs } = await lstat(join(root, path))
        found.push({ path, bytes: size, updatedAt: Math.round(mtimeMs) })
      }
    }
    await look('')
    return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  }

  async function note(path: string): Promise<string> {
    const found = await find(path)
    if (found === null) throw notFound(`There is no note ${path}. It may have been removed.`)
    if (!found.stats.isFile()) throw badInput(`${path} is a folder. Choose a note in it.`)
    return found.file
  }

  /** Folders without notes are no notes. */
  async function sweepUp(file: string): Promise<void> {
    for (let at = dirname(file); at.length > root.length; at = dirname(at)) {
      try {
        await rmdir(at)
      } catch {
        return
      }
    }
  }

  const aside = (): string => join(folder, `.aside-${randomKey()}`)

  return {
    root,
    list,
    find,
    async prepare() {
      await mkdir(root, { recursive: true, mode: 0o700 })
      for (const name of await readdir(folder))
        if (name.startsWith('.aside-')) await rm(join(folder, name), { recursive: true, force: true })
    },

    async read(path) {
      const file = await open(await note(path), 'r')
      try {
        return await file.readFile('utf8')
      } finally {
        await file.close()
      }
    },

    async write(path, text) {
      const bytes = Buffer.byteLength(text)
      if (bytes > mostNoteBytes) throw tooLarge(path)
      const found = await find(path)
      if (found !== null && !found.stats.isFile())
        throw conflict(`${path} is a folder. Give the note another name.`)
      if (found === null && (await list()).length >= mostNotes)
        throw conflict(`There are ${mostNotes} notes already. Remove or merge some first.`)
      const target = join(root, ...noteNames(path))
      const draft = aside()
      try {
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(text)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, target)
      } catch (error) {
        await rm(draft, { force: true })
        throw unwritten(error)
      }
      const { size, mtimeMs } = await lstat(target)
      return { path, bytes: size, updatedAt: Math.round(mtimeMs) }
    },

    async remove(path) {
      const found = await find(path)
      if (found === null) throw notFound(`There is no note ${path}. It may have been removed.`)
      const gone = aside()
      await rename(found.file, gone)
      await rm(gone, { recursive: true, force: true })
      await sweepUp(found.file)
    },

    async clear() {
      const gone = aside()
      await rename(root, gone)
      await mkdir(root, { recursive: true, mode: 0o700 })
      await rm(gone, { recursive: true, force: true })
    },
  }
}

export function tooLarge(path: string) {
  return badInput(
    `The note ${path} would be larger than ${mostNoteBytes / 1000} KB. Split it, or make it shorter.`,
  )
}

function absence(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

function noEntries(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}

function unwritten(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return unavailable(
    code === 'ENOSPC'
      ? 'The disk is full, so the note was not kept. Make room and try again.'
      : `The note could not be kept (${code}).`,
  )
}
