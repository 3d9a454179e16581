import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/** Renames a file that cannot be used to `<name>.bad-<n>.<extension>`, so that nothing is lost. Returns the new path. */
export function setAside(path: string): string {
  const extension = extname(path)
  const name = basename(path, extension)
  for (let n = 1; ; n++) {
    const target = join(dirname(path), `${name}.bad-${n}${extension}`)
    if (existsSync(target)) continue
    renameSync(path, target)
    return target
  }
}
