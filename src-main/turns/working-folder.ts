import { mkdir, realpath, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'

/** The real path of an existing folder; `null` when it is no folder or not to be reached. */
export async function realFolder(path: string): Promise<string | null> {
  try {
    const real = await realpath(path)
    return (await stat(real)).isDirectory() ? real : null
  } catch {
    return null
  }
}

const welcome = `# Your workspace

The assistant works in this folder when no other one is chosen. Put files here that it should read, or choose
another folder for a conversation or a schedule. You may delete this file.
`

/** The default workspace, made with a first file in it when it is missing. */
export async function workspace(path: string): Promise<string | null> {
  try {
    const isNew = (await mkdir(path, { recursive: true, mode: 0o700 })) !== undefined
    if (isNew) await writeFile(join(path, 'Welcome.md'), welcome, { flag: 'wx' }).catch(() => undefined)
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
