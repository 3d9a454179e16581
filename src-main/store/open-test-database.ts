import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import type { Database } from './database.ts'
import { migrate, type Migration } from './migrate.ts'
import { openSqliteFile } from './sqlite-driver.ts'

/** For tests: a fresh database in a temporary folder, with the given migrations applied. `close` removes the folder. */
export function openTestDatabase(migrations: readonly Migration[]): {
  readonly database: Database
  readonly folder: string
  close(): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-store-'))
  const database = openSqliteFile(join(folder, 'dormouse.db'))
  migrate(database, migrations, systemClock)
  return {
    database,
    folder,
    close() {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
