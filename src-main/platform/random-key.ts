import { randomBytes } from 'node:crypto'

/** A secret for one process: 192 random bits in letters, digits, `-` and `_`. */
export function randomKey(): string {
  return randomBytes(24).toString('base64url')
}
