import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MemoryFile } from '../../src-shared/ipc/knowledge-routes.ts'
import { badInput } from '../platform/route-failure.ts'
import { type MemoryCommand, runMemoryCommand } from './memory-commands.ts'
import { noteFolder, type NoteFolder } from './note-folder.ts'

/** The assistant's notes: `all`, or the id of a schedule, each a folder in the data folder. */
export interface MemoryNotes {
  /** Absolute path of a scope's notes, made when it is missing. */
  folder(scope: string): Promise<string>
  /** Ids of the scopes that have notes. */
  scopes(): Promise<{ scope: string; files: number; bytes: number }[]>
  list(scope: string): Promise<MemoryFile[]>
  read(scope: string, path: string): Promise<string>
  write(scope: string, path: string, text: string): Promise<MemoryFile>
  remove(scope: string, path: string): Promise<void>
  clear(scope: string): Promise<void>
  /**
   * What a model does with the notes. In a chat, and in a run of no schedule, `scheduleId` is `null` and `/memories` holds
   * the notes of `all`. In a run of a schedule `/memories` holds the notes of that schedule, and those of `all` can be read,
   * and only read, below `/memories/all`. Rejects with a `RouteFailure` that says what to do.
   */
  command(scheduleId: string | null, command: MemoryCommand): Promise<string>
}

/** The scope of every conversation. */
const everything = 'all'
/** Ids of schedules are of these letters; anything else would be a path. */
const scopeName = /^[A-Za-z0-9_-]{1,200}$/

export function createMemoryNotes(folder: string): MemoryNotes {
  const opened = new Map<string, NoteFolder>()
  let last: Promise<unknown> = Promise.resolve()

  /** One at a time: to change a note is to read it, and to write what it was with a change. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }

  async function notesOf(scope: string): Promise<NoteFolder> {
    const known = opened.get(scope)
    if (known) return known
    const notes = lookAt(scope)
    await notes.prepare()
    opened.set(scope, notes)
    return notes
  }

  /** Looks without making anything. */
  function lookAt(scope: string): NoteFolder {
    if (!scopeName.test(scope)) throw badInput('There are no notes of that name.')
    return opened.get(scope) ?? noteFolder(join(folder, scope))
  }

  return {
    folder: (scope) => inTurn(async () => (await notesOf(scope)).root),
    scopes: () =>
      inTurn(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const found: { scope: string; files: number; bytes: number }[] = []
        for (const entry of await readdir(folder, { withFileTypes: true })) {
          if (!entry.isDirectory() || !scopeName.test(entry.name)) continue
          const files = await lookAt(entry.name).list()
          if (files.length === 0) continue
          const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
          found.push({ scope: entry.name, files: files.length, bytes })
        }
        return found.toSorted((a, b) => (a.scope < b.scope ? -1 : 1))
      }),
    list: (scope) => inTurn(async () => lookAt(scope).list()),
    read: (scope, path) => inTurn(async () => lookAt(scope).read(path)),
    write: (scope, path, text) => inTurn(async () => (await notesOf(scope)).write(path, text)),
    remove: (scope, path) => inTurn(async () => lookAt(scope).remove(path)),
    clear: (scope) => inTurn(async () => (await notesOf(scope)).clear()),
    command: (scheduleId, command) =>
      inTurn(async () => {
        const shared = await notesOf(everything)
        if (scheduleId === null) return runMemoryCommand({ own: shared, shared: null }, command)
        return runMemoryCommand({ own: await notesOf(scheduleId), shared }, command)
      }),
  }
}
