import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { electronInPlace, electronPackageFolder } from './electron-in-place.mjs'

/** A slow line may need minutes for 120 MB; without a network the installer fails by itself within 10 s. */
const LONGEST_DOWNLOAD_MS = 15 * 60_000

/** The version that the installed `electron` package stands for. */
export function officialVersion() {
  return JSON.parse(readFileSync(join(electronPackageFolder, 'package.json'), 'utf8')).version
}

/**
 * Runs the installer of the `electron` package; it checks the SHA-256 and keeps the archive in the user's cache.
 * Returns null when the runtime is in place, else the reason in a few words.
 */
export async function installOfficialElectron() {
  for (const leftover of ['path.txt', 'verified', 'dist']) {
    rmSync(join(electronPackageFolder, leftover), { recursive: true, force: true })
  }
  const { status, output } = await runInstaller()
  if (status === 0 && electronInPlace()) return null
  return reasonIn(output)
}

function runInstaller() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electronPackageFolder, 'install.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_DOWNLOAD_MS,
    })
    let output = ''
    const collect = (chunk) => (output = (output + chunk).slice(-20_000))
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ status: null, output: error.message }))
    child.on('close', (status, signal) => resolve({ status, output: signal ? `it took too long\n` : output }))
  })
}

/** The network's own code says most (ENOTFOUND, ECONNREFUSED, …); without one, the first line of the error. */
function reasonIn(output) {
  const code = /\b(E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(output)?.[1]
  const line = output.split('\n').find((text) => /error|too long|response code/i.test(text))
  return code ?? line?.trim().replace(/^TypeError: /, '') ?? 'the installer failed'
}
