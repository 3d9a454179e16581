import type { Clock } from '../platform/clock.ts'
import { DiskFullError, type Database } from './database.ts'

/** One step of the schema. A landed one is never edited: a change is a new number. */
export interface Migration {
  /** 1, 2, 3, … without a gap. */
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** The database was made by a later release. Nothing of it was touched. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError'
  readonly found: number
  readonly known: number
  constructor(found: number, known: number) {
    super(
      `The data was made by a newer Dormouse (its version is ${found}, this Dormouse knows up to ${known}). ` +
        'Nothing was changed. Update Dormouse and start it again.',
    )
    this.found = found
    this.known = known
  }
}

/** The version that the migrations lead to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.length
}

/** The version of an open database: 0 for a new one. */
export function schemaVersion(database: Database): number {
  return database.prepare<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0
}

/** A step of the schema did not work. The database is as it was before all of them. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/**
 * Brings a database to the latest version: every step that it lacks, with its number, in one transaction, so that after a
 * failure the release that was used before can still open it. Throws `NewerDatabaseError` before touching anything,
 * `MigrationError` for a step that does not work, `DiskFullError`.
 */
export function migrate(database: Database, migrations: readonly Migration[], clock: Clock): void {
  for (const [i, migration] of migrations.entries())
    if (migration.version !== i + 1)
      throw new Error(`Migration ${migration.version} (${migration.name}) stands at place ${i + 1}.`)
  const version = schemaVersion(database)
  const latest = latestVersion(migrations)
  if (version > latest) throw new NewerDatabaseError(version, latest)
  if (version === latest) return
  // A step that makes a table anew drops the old one, which with foreign keys on would delete every row that refers to it.
  database.exec('PRAGMA foreign_keys = OFF')
  try {
    database.transaction(() => {
      for (const migration of migrations.slice(version)) apply(database, migration, clock.now())
    })
  } finally {
    database.exec('PRAGMA foreign_keys = ON')
  }
}

function apply(database: Database, migration: Migration, now: number): void {
  try {
    const orphansBefore = countOrphans(database)
    database.exec(`CREATE TABLE IF NOT EXISTS migrations (
      version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL
    ) STRICT`)
    database.exec(migration.sql)
    if (countOrphans(database) > orphansBefore) throw new Error('it leaves rows without their parent row')
    database
      .prepare('INSERT INTO migrations (version, name, applied_at) VALUES (?, ?, ?)')
      .run(migration.version, migration.name, now)
    database.exec(`PRAGMA user_version = ${migration.version}`)
  } catch (error) {
    if (error instanceof DiskFullError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new MigrationError(
      `The data could not be brought to version ${migration.version} ("${migration.name}"): ${reason}. ` +
        'It is as it was before: start the Dormouse that you used until now.',
      { cause: error },
    )
  }
}

function countOrphans(database: Database): number {
  return database.prepare('PRAGMA foreign_key_check').all().length
}
