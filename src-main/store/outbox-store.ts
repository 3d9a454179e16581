import type { Place } from '../../src-shared/ipc/app-routes.ts'
import type { Database } from './database.ts'

/** Something the desktop must be told. The row is there until it was. */
export type Effect =
  | {
      readonly kind: 'notify'
      readonly key: string
      readonly title: string
      readonly body: string
      readonly place: Place
      readonly urgent: boolean
      /** `true`: the body was cut, so what it asks cannot be judged by it. */
      readonly isCut?: boolean
    }
  | { readonly kind: 'withdraw'; readonly key: string }
  /** The application was quit, and its notifications went with it: what still waits is told of at the next start. */
  | { readonly kind: 'waiting'; readonly key: 'waiting' }

export interface DueEffect {
  readonly id: number
  readonly effect: Effect
}

interface Row {
  id: number
  effect: string
}

const due = (row: Row): DueEffect => ({ id: row.id, effect: JSON.parse(row.effect) as Effect })

export type OutboxStore = ReturnType<typeof createOutboxStore>

export function createOutboxStore(db: Database) {
  return {
    add(effect: Effect, at: number): void {
      db.prepare('INSERT INTO outbox (key, effect, created_at) VALUES (?, ?, ?)').run(
        effect.key,
        JSON.stringify(effect),
        at,
      )
    },
    /** The first that are neither done nor held back, in the order in which they became due. */
    due: (): DueEffect[] =>
      db
        .prepare<Row>(
          `SELECT id, effect FROM outbox
           WHERE done_at IS NULL AND held_at IS NULL ORDER BY id LIMIT 20`,
        )
        .all()
        .map(due),
    done(id: number, at: number): void {
      db.prepare('UPDATE outbox SET done_at = ? WHERE id = ?').run(at, id)
    },
    /** Keeps it back until it is quiet no more. An earlier one of the same key is replaced by it. */
    hold(id: number, key: string, at: number): void {
      db.prepare(
        'UPDATE outbox SET done_at = ? WHERE key = ? AND held_at IS NOT NULL AND done_at IS NULL',
      ).run(at, key)
      db.prepare('UPDATE outbox SET held_at = ? WHERE id = ?').run(at, id)
    },
    /** What was held back under this key is not told any more. */
    dropHeld(key: string, at: number): void {
      db.prepare(
        'UPDATE outbox SET done_at = ? WHERE key = ? AND held_at IS NOT NULL AND done_at IS NULL',
      ).run(at, key)
    },
    /** What is held back, oldest first. */
    held: (): DueEffect[] =>
      db
        .prepare<Row>(
          'SELECT id, effect FROM outbox WHERE held_at IS NOT NULL AND done_at IS NULL ORDER BY id',
        )
        .all()
        .map(due),
    /** Forgets what was done before `before`. */
    prune(before: number): void {
      db.prepare('DELETE FROM outbox WHERE done_at IS NOT NULL AND done_at < ?').run(before)
    },
  }
}
