import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../platform/logger.ts'
import { createTestClock, type TestClock } from '../testing/test-clock.ts'
import { openDatabase, type OpenedDatabase } from './open-database.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { notesSchema, openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

// Every commit waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const start = Date.UTC(2026, 10, 21, 9)
const day = 86_400_000
const aside = 'dormouse.corrupt-2026-11-23T09-00-00.000Z.db'

let folder: TestFolder
let clock: TestClock

beforeEach(() => {
  folder = openTestFolder()
  clock = createTestClock(start, 'Europe/Berlin')
})
afterEach(() => folder.remove())

const open = (migrations = notesSchema): Promise<OpenedDatabase> =>
  openDatabase({ folder: folder.path, migrations, clock, logger: silentLogger })

/** Two days of use, a backup on each, and a note after the last one. Then it is the third day. */
async function use(): Promise<void> {
  const { database, backup, close } = await open()
  database.exec("INSERT INTO books VALUES ('b', 'Book')")
  for (let n = 1; n <= 2; n++) {
    const insert = database.prepare('INSERT INTO notes (book, text) VALUES (?, ?)')
    database.transaction(() => {
      for (let i = 0; i < 100; i++) insert.run('b', `day ${n} ${'word '.repeat(200)}`)
    })
    await backup.make()
    clock.advance(day)
  }
  database.exec("INSERT INTO notes (book, text) VALUES ('b', 'after the last backup')")
  await close()
}

/** Opens, gives the number of notes and what the user is told, and closes again. */
async function startOnce(): Promise<{ notes: number; told: string[]; titles: string[] }> {
  const { database, notices, forgetNotices, close } = await open()
  const notes = database.prepare<{ n: number }>('SELECT count(*) AS n FROM notes').get()?.n ?? -1
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  forgetNotices()
  await close()
  return { notes, told: notices.map(({ body }) => body), titles: notices.map(({ title }) => title) }
}

const breakages: Record<string, () => void> = {
  'that is cut off in its middle': () =>
    folder.write('dormouse.db', folder.read('dormouse.db').subarray(0, 100_000)),
  'that is cut off after its first page': () =>
    folder.write('dormouse.db', folder.read('dormouse.db').subarray(0, 4096)),
  'that is empty': () => folder.write('dormouse.db', ''),
  'that is garbage': () => folder.write('dormouse.db', 'garbage '.repeat(10_000)),
  'whose pages in the middle are overwritten': () => folder.damage('dormouse.db', 81_920, 16_384),
  'whose first page is overwritten': () => folder.damage('dormouse.db', 0, 4096),
  'whose schema is overwritten': () => folder.damage('dormouse.db', 100, 200),
  'whose format for writing is unknown': () => folder.damage('dormouse.db', 18, 1),
  'whose format of the schema is unknown': () => folder.damage('dormouse.db', 47, 1),
  'whose version is below any that there was': () => folder.damage('dormouse.db', 60, 1),
  'that somebody replaced by an empty SQLite database': () => {
    rmSync(folder.file('dormouse.db'))
    const db = openSqliteFile(folder.file('dormouse.db'))
    db.exec('CREATE TABLE other (x); DROP TABLE other')
    db.close()
  },
}

it('a truncated or corrupt file loses nothing that a backup holds, and is never overwritten', async () => {
  for (const harm of Object.values(breakages)) {
    clock = createTestClock(start, 'Europe/Berlin')
    await use()
    harm()
    const harmed = folder.read('dormouse.db')
    expect((await startOnce()).notes).toBe(200)
    expect(folder.read(aside)).toEqual(harmed)
    folder.remove()
    folder = openTestFolder()
  }
})

describe('a database', () => {
  it.each(Object.entries(breakages))(
    '%s is set aside as it is, and the newest backup takes its place',
    async (_, harm) => {
      await use()
      harm()
      const harmed = folder.read('dormouse.db')
      const backups = folder.names('backups')
      const { notes, told, titles } = await startOnce()
      expect(notes).toBe(200)
      expect(titles).toEqual(['Your data was restored from a backup'])
      expect(told).toEqual([
        'The file with your data was damaged. The backup of 22 November 2026 at 10:00 took its place. What changed after ' +
          'that is missing: look through your schedules and conversations. Nothing was deleted: what could not be used is ' +
          `in ${folder.file(aside)}.`,
      ])
      expect(folder.read(aside)).toEqual(harmed)
      expect(folder.names('backups')).toEqual(backups)
      expect(await startOnce()).toEqual({ notes: 200, told: [], titles: [] })
    },
  )

  it('that is damaged and has no backup makes room for a new one', async () => {
    await use()
    rmSync(folder.file('backups'), { recursive: true })
    folder.write('dormouse.db', 'garbage')
    expect(await startOnce()).toEqual({
      notes: 0,
      titles: ['Dormouse started with no data'],
      told: [
        'The file with your data was damaged. There is no backup that can be read, so Dormouse started anew. Nothing ' +
          `was deleted: what could not be used is in ${folder.file(aside)}.`,
      ],
    })
    expect(folder.read(aside).toString()).toBe('garbage')
  })

  it('that is missing is replaced by the newest backup, and the user is told', async () => {
    await use()
    rmSync(folder.file('dormouse.db'))
    const { notes, told } = await startOnce()
    expect(notes).toBe(200)
    expect(told[0]).toContain('was not where Dormouse left it. The backup of 22 November 2026')
    expect(told[0]).not.toContain('what could not be used')
    expect(folder.names().filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('that is missing does not get its old log mixed into the backup', async () => {
    await use()
    await crashWith((database) => database.exec('DELETE FROM notes'))
    rmSync(folder.file('dormouse.db'))
    const { notes, told } = await startOnce()
    expect(notes).toBe(200)
    expect(told[0]).toContain(folder.file(aside))
    expect(folder.names().filter((name) => name.includes('corrupt'))).toContain(`${aside}-wal`)
  })

  it('that is damaged twice within one millisecond is kept twice', async () => {
    await use()
    folder.write('dormouse.db', 'first')
    await startOnce()
    folder.write('dormouse.db', 'second')
    await startOnce()
    expect(folder.read(aside).toString()).toBe('first')
    expect(folder.read(aside.replace('.db', '-2.db')).toString()).toBe('second')
  })

  it('with the log of a crash is recovered from the log, not from a backup', async () => {
    await use()
    await crashWith((database) =>
      database.exec("INSERT INTO notes (book, text) VALUES ('b', 'only in the log')"),
    )
    expect(folder.names()).toContain('dormouse.db-wal')
    expect(await startOnce()).toEqual({ notes: 202, told: [], titles: [] })
  })

  it('whose search index alone is damaged keeps every row and gets a new index', async () => {
    await use()
    const db = openSqliteFile(folder.file('dormouse.db'))
    db.exec(
      "INSERT INTO notes_fts (notes_fts, rowid, text) VALUES ('delete', 5, 'other words than were indexed')",
    )
    db.close()
    expect(await startOnce()).toEqual({ notes: 201, told: [], titles: [] })
    const { database, close } = await open()
    expect(
      database.prepare("SELECT count(*) AS n FROM notes_fts WHERE notes_fts MATCH 'backup'").get(),
    ).toEqual({ n: 1 })
    expect(database.prepare("SELECT count(*) AS n FROM notes_fts WHERE notes_fts MATCH 'day'").get()).toEqual(
      { n: 200 },
    )
    await close()
  })

  it('of a size that is checked in a thread is found damaged as well', async () => {
    const { database, close } = await open()
    database.exec("INSERT INTO books VALUES ('b', 'Book'); CREATE TABLE big (bytes BLOB)")
    for (let i = 0; i < 20; i++) database.exec('INSERT INTO big VALUES (zeroblob(1000000))')
    await close()
    expect(await startOnce()).toEqual({ notes: 0, told: [], titles: [] })
    folder.damage('dormouse.db', 40_960, 16_384)
    expect((await startOnce()).titles).toEqual(['Dormouse started with no data'])
  })
})

describe('a backup', () => {
  it('that is damaged too is passed over and left where it is', async () => {
    await use()
    const name = 'dormouse-2026-11-22T09-00-00.000Z.db'
    folder.damage(`backups/${name}`, 40_960, 16_384)
    folder.write('dormouse.db', 'garbage')
    const { notes, told } = await startOnce()
    expect(notes).toBe(100)
    expect(told[0]).toContain('The backup of 21 November 2026 at 10:00')
    expect(folder.names('backups')).toContain(name)
  })

  it('of an older version is brought to the version of today', async () => {
    await use()
    folder.write('dormouse.db', 'garbage')
    const second = {
      version: 2,
      name: 'mood',
      sql: "ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
    }
    const { database, notices, close } = await open([...notesSchema, second])
    expect(database.prepare('SELECT mood FROM notes WHERE seq = 1').get()).toEqual({ mood: 'calm' })
    expect(notices).toHaveLength(1)
    await close()
  })

  it('that cannot be read is passed over', async () => {
    await use()
    folder.write('dormouse.db', 'garbage')
    const newest = folder.file('backups', 'dormouse-2026-11-22T09-00-00.000Z.db')
    rmSync(newest)
    // A folder of that name stands for a file that the system does not let us copy.
    mkdirSync(newest)
    expect((await startOnce()).notes).toBe(100)
  })
})

describe('a recovery', () => {
  it('is told again at every start until it was told', async () => {
    await use()
    folder.write('dormouse.db', 'garbage')
    for (let i = 0; i < 2; i++) {
      const { notices, close } = await open()
      expect(notices).toMatchObject([
        { at: start + 2 * day, keptAs: folder.file(aside), backupAt: start + day },
      ])
      await close()
    }
  })

  it('whose telling is rolled back is told again', async () => {
    await use()
    folder.write('dormouse.db', 'garbage')
    const { database, forgetNotices, close } = await open()
    expect(() =>
      database.transaction(() => {
        forgetNotices()
        throw new Error('the inbox item could not be written')
      }),
    ).toThrow('the inbox item')
    await close()
    expect((await startOnce()).titles).toHaveLength(1)
  })

  it('that a crash broke off between its two renames is finished, with its notice', async () => {
    await use()
    folder.write('dormouse.db', 'garbage')
    await (await open()).close()
    // As it was after the first rename: the damaged one is aside, the new one has not got its name yet.
    renameSync(folder.file('dormouse.db'), folder.file('dormouse.next.db'))
    const { notes, titles } = await startOnce()
    expect({ notes, titles }).toEqual({ notes: 200, titles: ['Your data was restored from a backup'] })
    expect(folder.names()).toEqual(['backups', aside, 'dormouse.db', 'dormouse.lock'])
  })

  it('that a crash broke off before its first rename is done anew', async () => {
    await use()
    folder.write('dormouse.next.db', 'what was prepared')
    expect(await startOnce()).toEqual({ notes: 201, told: [], titles: [] })
    expect(folder.names()).toEqual(['backups', 'dormouse.db', 'dormouse.lock'])
  })
})

/** Commits something and leaves the files as a crash right after would: the log beside the database. */
async function crashWith(work: (database: OpenedDatabase['database']) => void): Promise<void> {
  const { database, close } = await open()
  work(database)
  const files = ['dormouse.db', 'dormouse.db-wal'].map((name) => [name, folder.read(name)] as const)
  await close()
  for (const [name, bytes] of files) folder.write(name, bytes)
}
