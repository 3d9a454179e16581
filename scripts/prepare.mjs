import { join } from 'node:path'
import { ensureBuild } from './ensure-build.mjs'
import { ensureDependencies } from './ensure-dependencies.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ensureElectronLibraries } from './ensure-electron-libraries.mjs'
import { projectFolder } from './project-folder.mjs'
import { requireNode } from './require-node.mjs'
import { verifyElectron } from './verify-electron.mjs'
import { withLock } from './with-lock.mjs'

const lock = join(projectFolder, '.cache', 'prepare.lock')

/**
 * Does all that is missing between a fresh clone and a start: dependencies, the Electron runtime, its libraries, a
 * build. Where nothing is missing it only looks, and never at the network. Returns the runtime, `{ version, binary }`.
 */
export async function prepare() {
  requireNode()
  return withLock(lock, async () => {
    await ensureDependencies()
    const runtime = await ensureElectron()
    await ensureElectronLibraries(runtime.binary)
    verifyElectron(runtime)
    await ensureBuild()
    return runtime
  })
}

/** The part of it that reading and testing the sources needs; some packages want a runtime as soon as they are loaded. */
export async function prepareDependencies() {
  requireNode()
  return withLock(lock, async () => {
    await ensureDependencies()
    await ensureElectron()
  })
}
