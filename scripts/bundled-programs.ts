import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import { bundledFile, bundledNames } from '../src-main/platform/bundled-file.ts'

/**
 * Copies what Dormouse runs and loads besides its own code into the folder `bin` of the build, since node_modules does
 * not go along: files of their own, outside of the bundle and in a package outside of the archive.
 */
export function bundledPrograms(): Plugin {
  return {
    name: 'bundled-programs',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) return
      const folder = join(dir, 'bin')
      mkdirSync(folder, { recursive: true })
      for (const name of bundledNames) {
        const path = bundledFile(name, import.meta.url)
        const copy = join(folder, basename(path))
        copyFileSync(path, copy)
        // Whatever the packages and the umask of who installed them made of it.
        chmodSync(copy, name === 'rg' ? 0o755 : 0o644)
      }
    },
  }
}
