import type { Database } from './database.ts'

export type FactStore = ReturnType<typeof createFactStore>

/** Single values that the application knows about its own data, such as which machine it belongs to. */
export function createFactStore(db: Database) {
  return {
    get(name: string): string | null {
      return db.prepare<{ value: string }>('SELECT value FROM facts WHERE name = ?').get(name)?.value ?? null
    },
    set(name: string, value: string): void {
      db.prepare(
        'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      ).run(name, value)
    },
  }
}
