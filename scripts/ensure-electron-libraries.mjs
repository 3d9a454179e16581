import { spawnSync } from 'node:child_process'
import { installPackages, RUNTIME_PACKAGES } from './ensure-system-packages.mjs'

/** Makes sure that every shared library which the Electron binary names is there. Throws with what to install. */
export async function ensureElectronLibraries(binary) {
  if (process.platform !== 'linux' || missingLibraries(binary).length === 0) return
  await installPackages(RUNTIME_PACKAGES, 'Electron')
  const missing = missingLibraries(binary)
  if (missing.length > 0) {
    throw new Error(
      `Electron still lacks ${missing.join(', ')}: install the packages that hold them and start again.`,
    )
  }
}

function missingLibraries(binary) {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library)
}
