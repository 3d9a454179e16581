import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

export type IdKind =
  | 'conversation'
  | 'session'
  | 'turn'
  | 'message'
  | 'schedule'
  | 'run'
  | 'question'
  | 'inbox'
  | 'incident'
  | 'grant'
  | 'secret'
  | 'connection'
  | 'mcp'
  | 'change'
  | 'blob'
  | 'folder'
  | 'fork'
  | 'compaction'

/** The only source of identity and randomness. */
export interface Ids {
  /** A new id: its kind, then the instant and 80 random bits in sortable base 36. */
  next(kind: IdKind): string
  /** A number in [0, 1). */
  random(): number
}

export function systemIds(clock: Clock): Ids {
  return {
    next(kind) {
      const random = BigInt(`0x${randomBytes(10).toString('hex')}`)
      return `${kind}_${clock.now().toString(36).padStart(9, '0')}${random.toString(36).padStart(16, '0')}`
    },
    random: () => Math.random(),
  }
}
