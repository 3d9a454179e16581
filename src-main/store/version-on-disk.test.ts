import { copyFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Database } from './database.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { openTestFolder, type TestFolder } from './testing/open-test-folder.ts'
import { versionOnDisk } from './version-on-disk.ts'

// Every commit waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: TestFolder
let db: Database

beforeEach(() => {
  folder = openTestFolder()
  db = openSqliteFile(folder.file('a.db'))
  db.exec('PRAGMA user_version = 1')
})
afterEach(() => {
  db.close()
  folder.remove()
})

/** What a crash at this moment would leave. */
const crashed = (): string => {
  for (const suffix of ['', '-wal'])
    copyFileSync(folder.file(`a.db${suffix}`), folder.file(`crashed.db${suffix}`))
  return folder.file('crashed.db')
}
const grow = (n: number): void => {
  db.exec('CREATE TABLE IF NOT EXISTS t (x)')
  for (let i = 0; i < n; i++) db.exec("INSERT INTO t VALUES (printf('%.500c', 'x'))")
}

it('a file that is missing, empty, short or something else has none', () => {
  folder.write('empty.db', '')
  folder.write('short.db', 'SQLite format 3\0')
  folder.write('words.db', 'words '.repeat(1000))
  for (const name of ['missing.db', 'empty.db', 'short.db', 'words.db'])
    expect(versionOnDisk(folder.file(name))).toBeNull()
})

it('a closed database has that of its file', () => {
  db.exec('PRAGMA user_version = 7')
  db.close()
  expect(folder.names()).toEqual(['a.db'])
  expect(versionOnDisk(folder.file('a.db'))).toBe(7)
})

it('one that only the log knows is found, and neither file nor folder changes', () => {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.exec('PRAGMA user_version = 8')
  grow(50)
  const path = crashed()
  const before = folder.fingerprint()
  expect(versionOnDisk(path)).toBe(8)
  expect(folder.fingerprint()).toBe(before)
})

it('one that was not committed does not count', () => {
  grow(10)
  db.exec('PRAGMA cache_size = 5')
  db.exec('BEGIN; PRAGMA user_version = 9')
  grow(500)
  const path = crashed()
  db.exec('ROLLBACK')
  expect(folder.read('crashed.db-wal').length).toBeGreaterThan(100_000)
  expect(versionOnDisk(path)).toBe(1)
})

it('a log whose end was cut off or overwritten counts up to there', () => {
  db.exec('PRAGMA user_version = 2')
  const early = crashed()
  const length = folder.read('crashed.db-wal').length
  db.exec('PRAGMA user_version = 3')
  crashed()
  expect(versionOnDisk(early)).toBe(3)
  const whole = folder.read('crashed.db-wal')
  folder.write('crashed.db-wal', whole.subarray(0, whole.length - 1))
  expect(versionOnDisk(early)).toBe(2)
  folder.write('crashed.db-wal', whole)
  folder.damage('crashed.db-wal', length + 500, 1)
  expect(versionOnDisk(early)).toBe(2)
})

it('what is left in the log from before its last reset does not count', () => {
  grow(100)
  db.exec('PRAGMA user_version = 5')
  db.exec('PRAGMA wal_checkpoint(RESTART)')
  db.exec('INSERT INTO t VALUES (1)')
  db.exec('PRAGMA user_version = 4')
  expect(versionOnDisk(crashed())).toBe(4)
})

it('agrees with SQLite after any number of commits, resets and sizes of a page', () => {
  for (const pageSize of [512, 4096, 65_536]) {
    const name = `p${pageSize}`
    const other = openSqliteFile(folder.file(`${name}.db`))
    other.exec(
      `PRAGMA journal_mode = DELETE; PRAGMA page_size = ${pageSize}; VACUUM; PRAGMA journal_mode = WAL`,
    )
    expect(other.prepare('PRAGMA page_size').get()).toEqual({ page_size: pageSize })
    other.exec('CREATE TABLE t (x)')
    for (let version = 1; version < 40; version++) {
      other.exec(`INSERT INTO t VALUES (zeroblob(${version * 37})); PRAGMA user_version = ${version}`)
      if (version % 13 === 0) other.exec('PRAGMA wal_checkpoint(RESTART)')
      for (const suffix of ['', '-wal'])
        copyFileSync(folder.file(`${name}.db${suffix}`), folder.file(`copy.db${suffix}`))
      expect(versionOnDisk(folder.file('copy.db'))).toBe(version)
    }
    other.close()
  }
})
