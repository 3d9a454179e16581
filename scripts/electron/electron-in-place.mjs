import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project-folder.mjs'

/** The npm package `electron`: its types, its installer, and the runtime in `dist/` once there is one. */
export const electronPackageFolder = join(projectFolder, 'node_modules', 'electron')

/**
 * The runtime in node_modules: `{ version, binary }`, or null if there is none or a half one.
 * `path.txt` is written last by every route, so a runtime without it was interrupted.
 */
export function electronInPlace() {
  try {
    const version = readFileSync(join(electronPackageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const binary = join(
      electronPackageFolder,
      'dist',
      readFileSync(join(electronPackageFolder, 'path.txt'), 'utf8'),
    )
    return existsSync(binary) ? { version, binary } : null
  } catch {
    return null
  }
}
