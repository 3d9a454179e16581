import type { KeyStorage } from '../../../src-shared/domain/connection.ts'

const where: Readonly<Record<KeyStorage, string>> = {
  keyring: 'It goes to the vault of this computer, your system’s keyring.',
  memory: 'This system has no keyring: the vault keeps it in memory, until Dormouse quits.',
  none: 'This system has no keyring, and nothing may be kept in memory: choose in Settings, Models.',
}

/** Where a secret goes that is given here, and who sees it. */
export function vaultWords(storage: KeyStorage | null): string {
  return `${where[storage ?? 'keyring']} The model never sees it, only its name.`
}
