import { mkdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'

/** The real path of an existing folder; `null` when it is no folder or not to be reached. */
export async function realFolder(path: string): Promise<string | null> {
  try {
    const real = await realpath(path)
    return (await stat(real)).isDirectory() ? real : null
  } catch {
    return null
  }
}

/** The default workspace, made when it is missing. */
export async function workspace(path: string): Promise<string | null> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch {
    return null
  }
  return realFolder(path)
}

/** Why a path cannot be a working directory, in words, or `null` when it can. */
export async function folderProblem(path: string): Promise<string | null> {
  if (!isAbsolute(path)) return 'Give the folder as an absolute path.'
  return (await realFolder(path)) === null
    ? `There is no folder ${path} that Dormouse can read. Choose another one.`
    : null
}
