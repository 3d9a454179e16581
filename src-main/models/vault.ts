import type { KeyStorage } from '../../src-shared/domain/connection.ts'

/** Where secrets are kept; implemented in desktop over the system's keyring. A secret leaves it only towards its use. */
export interface Vault {
  /** Asked lazily, never at start: a locked keyring can block for a minute. */
  storage(): KeyStorage
  /** Throws with a sentence for people when nothing may be kept. */
  set(name: string, value: string): void
  get(name: string): string | null
  has(name: string): boolean
  remove(name: string): void
}
