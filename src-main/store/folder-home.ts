import { realpathSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { FolderHome } from './is-copy.ts'

const homeSchema = z.object({ machine: z.string().nullable(), path: z.string(), inode: z.string() })

/** Where the folder is now. `machine` is the name of this machine, `null` when it is not known. Throws what the system says. */
export function folderHome(folder: string, machine: string | null): FolderHome {
  const { ino } = statSync(folder, { bigint: true })
  return { machine, path: realpathSync(folder), inode: String(ino) }
}

export function writeHome(home: FolderHome): string {
  return JSON.stringify(home)
}

/** What `writeHome` wrote; `null` for nothing, and for what it did not write. */
export function readHome(text: string | null): FolderHome | null {
  if (text === null) return null
  try {
    return homeSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
