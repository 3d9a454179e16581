import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname, join, relative, sep } from 'node:path'

const changing = [
  'appendFile',
  'chmod',
  'copyFile',
  'link',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'writeFile',
] as const

type Watched = (...args: readonly unknown[]) => Promise<unknown>

/**
 * Calls `onWrite` right before and right after everything that this process does to a file below `root` through Node's
 * promises. The name is the operation and the path that it makes or changes; what is random in a name is left out.
 */
export function watchWrites(root: string, onWrite: (name: string, side: 'before' | 'after') => void): void {
  const around = (name: string, real: Watched, pathOf: (args: readonly unknown[]) => unknown): Watched => {
    return async (...args) => {
      const inside = relative(root, realPath(pathOf(args)))
      if (inside.startsWith('..')) return real(...args)
      const told = `${name} ${plainPath(inside)}`
      onWrite(told, 'before')
      const result = await real(...args)
      onWrite(told, 'after')
      return result
    }
  }
  const target = promises as unknown as Record<string, Watched>
  for (const name of changing) {
    const real = target[name]
    if (real === undefined) continue
    const hasTwo = name === 'rename' || name === 'link' || name === 'symlink' || name === 'copyFile'
    target[name] = around(name, real.bind(promises), (args) => args[hasTwo ? 1 : 0])
  }
  const open = promises.open.bind(promises)
  target['open'] = (async (path: string, flags: string | number = 'r', ...rest: [number?]) =>
    isWriting(flags)
      ? around('open', open as Watched, ([of]) => of)(path, flags, ...rest)
      : open(path, flags, ...rest)) as Watched
  Object.assign(fs.promises, target)
  // Modules of the application have taken the names out of the built-in modules already.
  syncBuiltinESMExports()
}

/** Where a path is that may lead through a folder that is held open; `/` for what is no path, or leads nowhere yet. */
function realPath(path: unknown): string {
  if (typeof path !== 'string') return '/'
  try {
    return join(fs.realpathSync(dirname(path)), basename(path))
  } catch {
    return '/'
  }
}

function isWriting(flags: string | number): boolean {
  if (typeof flags === 'string') return flags !== 'r' && flags !== 'rs'
  return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
}

/** Without ids and random parts, which are others each time. */
function plainPath(path: string): string {
  return path
    .split(sep)
    .map((step) => step.replace(/[0-9a-f]{6,}|[A-Za-z0-9_-]{16,}|\d{3,}/g, '*'))
    .join('/')
}
