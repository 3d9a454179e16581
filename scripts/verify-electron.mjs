import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPackageFolder } from './electron/electron-in-place.mjs'
import { forgetRegistryElectron } from './electron/registry-electron.mjs'

/** Holds the version that was seen to run; npm removes it together with the runtime. */
const verified = join(electronPackageFolder, 'verified')

/**
 * Runs a new runtime once and compares its version, before the application is trusted to it. Needs its libraries.
 * A broken one is removed, from the cache too. Throws then.
 */
export function verifyElectron({ version, binary }) {
  if (existsSync(verified) && readFileSync(verified, 'utf8') === version) return
  const { stdout, stderr } = spawnSync(binary, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  if (stdout?.trim() === version) {
    writeFileSync(verified, version)
    return
  }
  rmSync(join(electronPackageFolder, 'dist'), { recursive: true, force: true })
  forgetRegistryElectron()
  const reason = stderr?.trim().split('\n')[0] || `it said "${stdout?.trim()}"`
  throw new Error(
    `Electron ${version} did not run (${reason}) and was removed: start again to fetch it anew.`,
  )
}
