import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import type { Database } from './database.ts'
import { DiskFullError } from './database.ts'
import { migrate, MigrationError, NewerDatabaseError, schemaVersion, type Migration } from './migrate.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { notesSchema, openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

const now = Date.UTC(2026, 10, 21, 9)
const clock = createTestClock(now)
const step = (version: number, name: string, sql: string): Migration => ({ version, name, sql })

let folder: TestFolder
let db: Database

beforeEach(() => {
  folder = openTestFolder()
  db = openSqliteFile(folder.file('a.db'))
})
afterEach(() => {
  db.close()
  folder.remove()
})

const tables = () =>
  db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%' ORDER BY name",
    )
    .all()
const fill = (): void =>
  db.exec(
    "INSERT INTO books VALUES ('b', 'Book'); INSERT INTO notes (book, text) VALUES ('b', 'one'), ('b', 'two')",
  )

it('a new database gets every migration, in order, each recorded with its instant', () => {
  migrate(
    db,
    [...notesSchema, step(2, 'mood', "ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT ''")],
    clock,
  )
  expect(schemaVersion(db)).toBe(2)
  expect(db.prepare('SELECT version, name, applied_at FROM migrations ORDER BY version').all()).toEqual([
    { version: 1, name: 'notes', applied_at: now },
    { version: 2, name: 'mood', applied_at: now },
  ])
  fill()
  expect(db.prepare('SELECT mood FROM notes').get()).toEqual({ mood: '' })
})

it('an older database gets only what it lacks and keeps its rows', () => {
  migrate(db, notesSchema, clock)
  fill()
  migrate(db, [...notesSchema, step(2, 'more', 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT')], clock)
  expect(schemaVersion(db)).toBe(2)
  expect(db.prepare('SELECT count(*) AS n FROM notes').get()).toEqual({ n: 2 })
})

it('an up-to-date database is not written to', () => {
  migrate(db, notesSchema, clock)
  const before = db.prepare('SELECT total_changes() AS n').get()
  migrate(db, notesSchema, clock)
  expect(db.prepare('SELECT total_changes() AS n').get()).toEqual(before)
})

it('a migration that fails in its middle leaves the database as it was', () => {
  migrate(db, notesSchema, clock)
  fill()
  const before = tables()
  const bad = step(2, 'bad', "CREATE TABLE extra (id); DELETE FROM notes; INSERT INTO nowhere VALUES ('x')")
  expect(() => migrate(db, [...notesSchema, bad], clock)).toThrow(MigrationError)
  expect(() => migrate(db, [...notesSchema, bad], clock)).toThrow('version 2 ("bad"): no such table: nowhere')
  expect(tables()).toEqual(before)
  expect(schemaVersion(db)).toBe(1)
  expect(db.prepare('SELECT count(*) AS n FROM notes').get()).toEqual({ n: 2 })
  expect(db.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
})

it('a step that works before one that fails is not kept either', () => {
  migrate(db, notesSchema, clock)
  const steps = [step(2, 'good', 'CREATE TABLE good (id)'), step(3, 'bad', 'CREATE TABLE good (id)')]
  expect(() => migrate(db, [...notesSchema, ...steps], clock)).toThrow(
    'version 3 ("bad"): table good already exists',
  )
  expect(schemaVersion(db)).toBe(1)
  expect(tables().map(({ name }) => name)).not.toContain('good')
})

it('a migration that orphans rows is refused', () => {
  migrate(db, notesSchema, clock)
  fill()
  expect(() => migrate(db, [...notesSchema, step(2, 'orphans', 'DELETE FROM books')], clock)).toThrow(
    'without their parent',
  )
  expect(db.prepare('SELECT count(*) AS n FROM books').get()).toEqual({ n: 1 })
})

it('a migration may make a table anew without losing the rows that refer to it', () => {
  migrate(db, notesSchema, clock)
  fill()
  const anew = step(
    2,
    'anew',
    `CREATE TABLE new_books (id TEXT PRIMARY KEY, name TEXT NOT NULL, colour TEXT) STRICT;
     INSERT INTO new_books (id, name) SELECT id, name FROM books;
     DROP TABLE books;
     ALTER TABLE new_books RENAME TO books;`,
  )
  migrate(db, [...notesSchema, anew], clock)
  expect(db.prepare('SELECT count(*) AS n FROM notes').get()).toEqual({ n: 2 })
  expect(() => db.exec("INSERT INTO notes (book, text) VALUES ('nobody', 'x')")).toThrow('FOREIGN KEY')
})

it('a full disk during a migration is told as such and changes nothing', () => {
  migrate(db, notesSchema, clock)
  db.exec('PRAGMA max_page_count = 30')
  const big = step(2, 'big', 'CREATE TABLE big (bytes BLOB); INSERT INTO big VALUES (zeroblob(1000000))')
  expect(() => migrate(db, [...notesSchema, big], clock)).toThrow(DiskFullError)
  expect(schemaVersion(db)).toBe(1)
})

it('a newer database is refused with both versions and what to do', () => {
  db.exec('PRAGMA user_version = 9')
  expect(() => migrate(db, notesSchema, clock)).toThrow(NewerDatabaseError)
  expect(() => migrate(db, notesSchema, clock)).toThrow(
    'The data was made by a newer Dormouse (its version is 9, this Dormouse knows up to 1). ' +
      'Nothing was changed. Update Dormouse and start it again.',
  )
})

it('migrations with a gap or in disorder are refused before anything is applied', () => {
  expect(() => migrate(db, [step(2, 'two', 'CREATE TABLE two (id)')], clock)).toThrow('stands at place 1')
  expect(tables()).toEqual([])
})
