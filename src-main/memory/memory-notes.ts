import type { MemoryFile } from '../../src-shared/ipc/knowledge-routes.ts'

/** The assistant's notes: `all`, or the id of a schedule, each a folder in the data folder. */
export interface MemoryNotes {
  /** Absolute path of a scope's folder, made when it is missing. */
  folder(scope: string): Promise<string>
  /** Ids of the scopes that have notes. */
  scopes(): Promise<{ scope: string; files: number; bytes: number }[]>
  list(scope: string): Promise<MemoryFile[]>
  read(scope: string, path: string): Promise<string>
  write(scope: string, path: string, text: string): Promise<MemoryFile>
  remove(scope: string, path: string): Promise<void>
  clear(scope: string): Promise<void>
}

export function createMemoryNotes(_folder: string): MemoryNotes {
  return {
    folder: () => Promise.reject(new Error('not built yet')),
    scopes: () => Promise.resolve([]),
    list: () => Promise.resolve([]),
    read: () => Promise.reject(new Error('not built yet')),
    write: () => Promise.reject(new Error('not built yet')),
    remove: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  }
}
