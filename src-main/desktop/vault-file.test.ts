import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Vault } from '../models/vault.ts'
import { silentLogger } from '../platform/logger.ts'
import { createVaultFile, type SystemEncryption } from './vault-file.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'vault-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const path = (): string => join(dataDir, 'vault.json')

/** A keyring that writes text in another alphabet, which is enough to tell ciphertext from text. */
function keyring(over: Partial<SystemEncryption> = {}): SystemEncryption {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(Buffer.from(text).toString('hex')),
    decryptString: (ciphertext) => Buffer.from(ciphertext.toString(), 'hex').toString(),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...over,
  }
}

const open = (
  encryption: SystemEncryption,
  choice: 'ask' | 'memory' | 'none' = 'ask',
  platform: NodeJS.Platform = 'linux',
): Vault =>
  createVaultFile({ dataDir, encryption, platform, withoutKeyring: () => choice, logger: silentLogger })

const noKeyring = keyring({ isEncryptionAvailable: () => false })

test('a secret comes back after a restart, and only ciphertext is on disk, for the owner alone', () => {
  open(keyring()).set('connection_1', 'sk-secret')
  expect(open(keyring()).get('connection_1')).toBe('sk-secret')
  expect(readFileSync(path(), 'utf8')).not.toContain('sk-secret')
  expect(statSync(path()).mode & 0o777).toBe(0o600)
  expect(readdirSync(dataDir)).toEqual(['vault.json'])
})

test('opening the vault, and asking whether a secret is there, does not ask the keyring', () => {
  open(keyring()).set('a', 'x')
  const asked = vi.fn<() => boolean>(() => true)
  const vault = open(keyring({ isEncryptionAvailable: asked }))
  expect(vault.has('a')).toBe(true)
  expect(vault.has('b')).toBe(false)
  expect(vault.get('b')).toBeNull()
  expect(asked).not.toHaveBeenCalled()
})

test('without a keyring nothing is kept until the user chose, and the refusal says what to do', () => {
  const vault = open(noKeyring)
  expect(vault.storage()).toBe('none')
  expect(() => vault.set('a', 'x')).toThrow(/Settings, Models/)
  expect(vault.has('a')).toBe(false)
})

test('kept in memory, a secret is gone with the process and never on disk', () => {
  const vault = open(noKeyring, 'memory')
  vault.set('a', 'x')
  expect(vault.storage()).toBe('memory')
  expect(vault.get('a')).toBe('x')
  expect(readdirSync(dataDir)).toEqual([])
  expect(open(noKeyring, 'memory').get('a')).toBeNull()
})

test.each(['basic_text', 'unknown'])('the backend %s counts as no keyring on Linux', (backend) => {
  const encryption = keyring({ getSelectedStorageBackend: () => backend })
  expect(open(encryption).storage()).toBe('none')
})

test('other systems have no backends to choose from', () => {
  const { getSelectedStorageBackend: _, ...encryption } = keyring()
  expect(open(encryption, 'ask', 'darwin').storage()).toBe('keyring')
})

test('a removed secret is gone from memory and disk', () => {
  const vault = open(keyring())
  vault.set('a', 'x')
  vault.set('b', 'y')
  vault.remove('a')
  expect(vault.get('a')).toBeNull()
  expect(open(keyring()).has('a')).toBe(false)
  expect(open(keyring()).get('b')).toBe('y')
})

test('a secret of another keyring is none, and stays where it is', () => {
  open(keyring()).set('a', 'x')
  const other = keyring({
    decryptString: () => {
      throw new Error('wrong key')
    },
  })
  expect(open(other).get('a')).toBeNull()
  expect(open(keyring()).get('a')).toBe('x')
})

test('a damaged vault is set aside and a new one begins', () => {
  writeFileSync(path(), '{"version":1,"secr')
  const vault = open(keyring())
  expect(vault.get('a')).toBeNull()
  vault.set('a', 'x')
  expect(readFileSync(join(dataDir, 'vault.bad-1.json'), 'utf8')).toBe('{"version":1,"secr')
  expect(open(keyring()).get('a')).toBe('x')
})
