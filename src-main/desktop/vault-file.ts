import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Settings } from '../../src-shared/domain/settings.ts'
import type { Vault } from '../models/vault.ts'
import type { Logger } from '../platform/logger.ts'
import { readJsonFile } from './read-json-file.ts'
import { writePrivateFile } from './write-private-file.ts'

/** The part of Electron's safeStorage that is used; `getSelectedStorageBackend` exists on Linux only. */
export interface SystemEncryption {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(ciphertext: Buffer): string
  getSelectedStorageBackend?(): string
}

export interface VaultOptions {
  readonly dataDir: string
  readonly encryption: SystemEncryption
  readonly platform: NodeJS.Platform
  readonly withoutKeyring: () => Settings['keysWithoutKeyring']
  readonly logger: Logger
}

const fileSchema = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.base64()) })

/**
 * Secrets as ciphertext in `vault.json` of the data folder, under a key of the system's keyring. Where there is no
 * keyring they stay in memory if the user chose that. The keyring is first asked when a secret is: it can block.
 */
export function createVaultFile({
  dataDir,
  encryption,
  platform,
  withoutKeyring,
  logger,
}: VaultOptions): Vault {
  const path = join(dataDir, 'vault.json')
  const inMemory = new Map<string, string>()
  let kept: Map<string, string> | null = null
  let keyring = false

  const ciphertexts = (): Map<string, string> => {
    if (kept !== null) return kept
    const file = readJsonFile(path, fileSchema, logger)
    if (file !== null) chmodSync(path, 0o600)
    kept = new Map(Object.entries(file?.secrets ?? {}))
    return kept
  }
  const keep = (secrets: ReadonlyMap<string, string>): void => {
    writePrivateFile(path, `${JSON.stringify({ version: 1, secrets: Object.fromEntries(secrets) })}\n`)
    kept = new Map(secrets)
  }
  const hasKeyring = (): boolean => {
    // Only a yes is remembered: a keyring may be installed or unlocked later.
    keyring ||= encryption.isEncryptionAvailable() && !(platform === 'linux' && isPlainText(encryption))
    return keyring
  }
  const storage: Vault['storage'] = () => {
    if (hasKeyring()) return 'keyring'
    return withoutKeyring() === 'memory' ? 'memory' : 'none'
  }
  const forget = (name: string): void => {
    inMemory.delete(name)
    const secrets = new Map(ciphertexts())
    if (secrets.delete(name)) keep(secrets)
  }

  return {
    storage,
    set(name, value) {
      const place = storage()
      if (place === 'none') {
        throw new Error(
          'No keyring was found, so the key was not kept. Choose in Settings, Models to keep keys in memory until ' +
            'Dormouse quits; or, if this system has a keyring, start Dormouse with --password-store=gnome-libsecret.',
        )
      }
      if (place === 'memory') {
        forget(name)
        inMemory.set(name, value)
        return
      }
      keep(new Map(ciphertexts()).set(name, encryption.encryptString(value).toString('base64')))
      inMemory.delete(name)
    },
    get(name) {
      const remembered = inMemory.get(name)
      if (remembered !== undefined) return remembered
      const ciphertext = ciphertexts().get(name)
      if (ciphertext === undefined || !hasKeyring()) return null
      try {
        return encryption.decryptString(Buffer.from(ciphertext, 'base64'))
      } catch {
        // The cause may carry the ciphertext.
        logger.warn('A kept secret could not be decrypted: the keyring is not the one it was kept with', {
          name,
        })
        return null
      }
    },
    has: (name) => inMemory.has(name) || ciphertexts().has(name),
    remove(name) {
      if (inMemory.has(name) || existsSync(path)) forget(name)
    },
  }
}

/** `basic_text` encrypts with a password that is in Chromium's source: no protection at all. */
function isPlainText(encryption: SystemEncryption): boolean {
  const backend = encryption.getSelectedStorageBackend?.()
  return backend === 'basic_text' || backend === 'unknown'
}
