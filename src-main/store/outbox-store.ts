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
    }
  | { readonly kind: 'withdraw'; readonly key: string }

export interface DueEffect {
  readonly id: number
  readonly effect: Effect
}

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
    /** The first that are not yet done, in the order in which they became due. */
    due(): DueEffect[] {
      return db
        .prepare<{ id: number; effect: string }>(
          'SELECT id, effect FROM outbox WHERE done_at IS NULL ORDER BY id LIMIT 20',
        )
        .all()
        .map((row) => ({ id: row.id, effect: JSON.parse(row.effect) as Effect }))
    },
    done(id: number, at: number): void {
      db.prepare('UPDATE outbox SET done_at = ? WHERE id = ?').run(at, id)
    },
    /** Forgets what was done before `before`. */
    prune(before: number): void {
      db.prepare('DELETE FROM outbox WHERE done_at IS NOT NULL AND done_at < ?').run(before)
    },
  }
}
