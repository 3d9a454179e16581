import type { Database } from './database.ts'

/** What happened to the data at a start, in words for the user. */
export interface RecoveryNotice {
  /** Epoch ms. */
  readonly at: number
  readonly title: string
  readonly body: string
  /** Where the file that could not be used is now; `null` if there was none. */
  readonly keptAs: string | null
  /** The instant of the backup that was put in place, epoch ms; `null` if there was none. */
  readonly backupAt: number | null
}

interface Row {
  readonly at: number
  readonly title: string
  readonly body: string
  readonly kept_as: string | null
  readonly backup_at: number | null
}

/**
 * Writes it into the database that is about to be put in place: it is told after the recovery even if the process dies
 * in between. A table of its own, outside the migrations, because the database may be of an older version.
 */
export function addRecoveryNotice(database: Database, notice: RecoveryNotice): void {
  database.exec(`CREATE TABLE IF NOT EXISTS recovery_notices (
    at INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, kept_as TEXT, backup_at INTEGER
  ) STRICT`)
  database
    .prepare('INSERT INTO recovery_notices (at, title, body, kept_as, backup_at) VALUES (?, ?, ?, ?, ?)')
    .run(notice.at, notice.title, notice.body, notice.keptAs, notice.backupAt)
}

/** Those that were not told yet, oldest first. */
export function readRecoveryNotices(database: Database): RecoveryNotice[] {
  if (!hasTable(database)) return []
  return database
    .prepare<Row>('SELECT at, title, body, kept_as, backup_at FROM recovery_notices ORDER BY rowid')
    .all()
    .map((row) => ({
      at: row.at,
      title: row.title,
      body: row.body,
      keptAs: row.kept_as,
      backupAt: row.backup_at,
    }))
}

/** To be called in the transaction that puts the notices into the inbox: they are told once. */
export function forgetRecoveryNotices(database: Database): void {
  if (hasTable(database)) database.exec('DELETE FROM recovery_notices')
}

function hasTable(database: Database): boolean {
  return (
    database
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'recovery_notices'")
      .get() !== undefined
  )
}
