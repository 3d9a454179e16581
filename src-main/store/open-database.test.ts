import { existsSync, mkdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../platform/logger.ts'
import { createTestClock, type TestClock } from '../testing/test-clock.ts'
import { NewerDatabaseError, schemaVersion, type Migration } from './migrate.ts'
import { openDatabase, type OpenedDatabase } from './open-database.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { notesSchema, openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

// Every commit waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const start = Date.UTC(2026, 10, 21, 9)
const second: Migration = {
  version: 2,
  name: 'mood',
  sql: "ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT ''",
}

let folder: TestFolder
let clock: TestClock

beforeEach(() => {
  folder = openTestFolder()
  clock = createTestClock(start)
})
afterEach(() => folder.remove())

const open = (migrations: readonly Migration[] = notesSchema, path = folder.path): Promise<OpenedDatabase> =>
  openDatabase({ folder: path, migrations, clock, logger: silentLogger })
const made = async (): Promise<void> => {
  const opened = await open()
  opened.database.exec("INSERT INTO books VALUES ('b', 'Book')")
  await opened.close()
}

describe('a first start', () => {
  it('makes folder and database, says nothing, and leaves no other file', async () => {
    const opened = await open(notesSchema, folder.file('deep', 'data'))
    expect(opened.notices).toEqual([])
    expect(schemaVersion(opened.database)).toBe(1)
    await opened.close()
    expect(folder.names('deep', 'data')).toEqual(['dormouse.db', 'dormouse.lock'])
    expect(folder.mode(folder.file('deep', 'data')) & 0o077).toBe(0)
    expect(folder.mode(folder.file('deep', 'data', 'dormouse.db')) & 0o077).toBe(0)
  })

  it('whose first migration fails makes no database', async () => {
    await expect(open([{ version: 1, name: 'bad', sql: 'CREATE TABLE' }])).rejects.toThrow(
      'version 1 ("bad")',
    )
    expect(existsSync(folder.file('dormouse.db'))).toBe(false)
    const opened = await open()
    expect(opened.notices).toEqual([])
    await opened.close()
  })

  it('that a crash broke off while the database was being made is a first start again', async () => {
    folder.write('dormouse.unfinished.db', 'half')
    folder.write('dormouse.unfinished.db-wal', 'half')
    const opened = await open()
    expect(opened.notices).toEqual([])
    await opened.close()
    expect(folder.names()).toEqual(['dormouse.db', 'dormouse.lock'])
  })
})

describe('a later start', () => {
  it('finds what was saved, and makes no backup by itself', async () => {
    await made()
    const opened = await open()
    expect(opened.database.prepare('SELECT name FROM books').all()).toEqual([{ name: 'Book' }])
    expect(opened.backup.due(clock.now())).toBe(true)
    await opened.close()
    expect(folder.names()).toEqual(['dormouse.db', 'dormouse.lock'])
  })

  it('with a new migration makes a backup of the old version first', async () => {
    await made()
    const opened = await open([...notesSchema, second])
    expect(schemaVersion(opened.database)).toBe(2)
    expect(opened.database.prepare('SELECT name FROM books').all()).toEqual([{ name: 'Book' }])
    await opened.close()
    const [name = ''] = folder.names('backups')
    const backup = openSqliteFile(folder.file('backups', name))
    expect(schemaVersion(backup)).toBe(1)
    expect(backup.prepare('SELECT name FROM books').all()).toEqual([{ name: 'Book' }])
    backup.close()
  })

  it('whose migration fails leaves the data as it was, with a backup', async () => {
    await made()
    const bad = { version: 2, name: 'bad', sql: 'DELETE FROM books; SELECT nothing' }
    await expect(open([...notesSchema, bad])).rejects.toThrow('version 2 ("bad")')
    expect(folder.names('backups')).toHaveLength(1)
    const opened = await open()
    expect(opened.notices).toEqual([])
    expect(opened.database.prepare('SELECT name FROM books').all()).toEqual([{ name: 'Book' }])
    await opened.close()
  })

  it('without a backup does not migrate', async () => {
    await made()
    folder.write('backups', 'a file where the folder should be')
    await expect(open([...notesSchema, second])).rejects.toThrow('EEXIST')
    const opened = await open()
    expect(schemaVersion(opened.database)).toBe(1)
    await opened.close()
  })

  it('closes at once while a backup is being made', async () => {
    const opened = await open()
    opened.database.exec('CREATE TABLE big (bytes BLOB); INSERT INTO big VALUES (zeroblob(50000000))')
    const making = opened.backup.make().catch((error: unknown) => String(error))
    await opened.close()
    expect(await making).toContain('stopped')
    expect(folder.names()).toEqual(['backups', 'dormouse.db', 'dormouse.lock'])
  })
})

describe('a database of a newer release', () => {
  const makeNewer = (path: string): void => {
    const db = openSqliteFile(path)
    db.exec('CREATE TABLE of_the_future (x); PRAGMA user_version = 7')
    db.close()
  }

  it('is refused, and no byte, name or time in the folder changes', async () => {
    makeNewer(folder.file('dormouse.db'))
    const before = folder.fingerprint()
    await expect(open()).rejects.toThrow(NewerDatabaseError)
    await expect(open()).rejects.toThrow('its version is 7, this Dormouse knows up to 1')
    expect(folder.fingerprint()).toBe(before)
  })

  it('is refused in the same way where an older release has worked before', async () => {
    await made()
    makeNewer(folder.file('dormouse.db'))
    const before = folder.fingerprint()
    await expect(open()).rejects.toThrow(NewerDatabaseError)
    expect(folder.fingerprint()).toBe(before)
  })

  it('is refused and left alone if only its unfinished log says so', async () => {
    await made()
    const db = openSqliteFile(folder.file('dormouse.db'))
    db.exec('PRAGMA user_version = 7')
    mkdirSync(folder.file('crashed'))
    for (const name of ['dormouse.db', 'dormouse.db-wal']) folder.write(`crashed/${name}`, folder.read(name))
    db.close()
    const before = folder.fingerprint()
    await expect(open(notesSchema, folder.file('crashed'))).rejects.toThrow(NewerDatabaseError)
    expect(folder.fingerprint()).toBe(before)
  })

  it('is not replaced by a new one if it is a backup that a damaged database is left with', async () => {
    await made()
    mkdirSync(folder.file('backups'))
    makeNewer(folder.file('backups', 'dormouse-2026-11-20T09-00-00.000Z.db'))
    folder.write('dormouse.db', 'garbage')
    await expect(open()).rejects.toThrow(NewerDatabaseError)
    expect(folder.read('dormouse.db').toString()).toBe('garbage')
    expect(folder.names()).toEqual(['backups', 'dormouse.db', 'dormouse.lock'])
  })
})
