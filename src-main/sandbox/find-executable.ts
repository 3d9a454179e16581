import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'

/** The absolute path of a program as it would be started from `cwd` with `path` as its PATH; `null`: there is none. */
export async function findExecutable(name: string, path: string, cwd = '/'): Promise<string | null> {
  if (name.includes('/') || isAbsolute(name)) {
    const given = resolve(cwd, name)
    return (await isExecutable(given)) ? given : null
  }
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    for (const ending of endings()) {
      const candidate = join(folder, name + ending)
      // The first one in the order of PATH counts.
      if (await isExecutable(candidate)) return candidate
    }
  }
  return null
}

const endings = (): readonly string[] => (process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''])

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
