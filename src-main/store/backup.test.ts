import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../platform/logger.ts'
import { createTestClock, type TestClock } from '../testing/test-clock.ts'
import { createBackups, type Backups } from './backup.ts'
import type { Database } from './database.ts'
import { databaseFiles } from './database-files.ts'
import { checkHere } from './database-worker.ts'
import { migrate } from './migrate.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { notesSchema, openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

// Every commit waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const start = Date.UTC(2026, 10, 21, 9)
const day = 86_400_000

let folder: TestFolder
let clock: TestClock
let db: Database
let backups: Backups

beforeEach(() => {
  folder = openTestFolder()
  clock = createTestClock(start)
  db = openSqliteFile(folder.file('dormouse.db'))
  migrate(db, notesSchema, clock)
  db.exec("INSERT INTO books VALUES ('b', 'Book')")
  backups = createBackups(databaseFiles(folder.path), clock, silentLogger)
})
afterEach(async () => {
  await backups.stop()
  db.close()
  folder.remove()
})

const add = (text: string) => db.prepare('INSERT INTO notes (book, text) VALUES (?, ?)').run('b', text)
const textsIn = (name: string): string[] => {
  const copy = openSqliteFile(folder.file('backups', name))
  const texts = copy.prepare<{ text: string }>('SELECT text FROM notes ORDER BY seq').all()
  copy.close()
  return texts.map(({ text }) => text)
}

describe('a backup', () => {
  it('holds what was committed, in one sound file that is named by its instant in UTC', async () => {
    add('one')
    expect(await backups.make()).toEqual({
      path: folder.file('backups', 'dormouse-2026-11-21T09-00-00.000Z.db'),
      at: start,
    })
    add('two')
    expect(folder.names('backups')).toEqual(['dormouse-2026-11-21T09-00-00.000Z.db'])
    expect(
      checkHere({ path: folder.file('backups', 'dormouse-2026-11-21T09-00-00.000Z.db'), immutable: true }),
    ).toEqual({ kind: 'sound' })
    expect(textsIn('dormouse-2026-11-21T09-00-00.000Z.db')).toEqual(['one'])
  })

  it('can be read by its owner only', async () => {
    const { path } = await backups.make()
    expect(folder.mode(path) & 0o077).toBe(0)
    expect(folder.mode(folder.file('backups')) & 0o077).toBe(0)
  })

  it('is of one instant, whatever is committed while it is made', async () => {
    db.transaction(() => {
      for (let i = 0; i < 2000; i++) add(`before ${'x'.repeat(2000)}`)
    })
    let done = false
    const making = backups.make().finally(() => (done = true))
    let pairs = 0
    while (!done) {
      db.transaction(() => {
        add('left')
        add('right')
      })
      pairs += 1
      await new Promise(setImmediate)
    }
    await making
    const texts = textsIn('dormouse-2026-11-21T09-00-00.000Z.db')
    expect(pairs).toBeGreaterThan(5)
    expect(texts.filter((text) => text === 'left').length).toBe(
      texts.filter((text) => text === 'right').length,
    )
    expect(texts.filter((text) => text.startsWith('before')).length).toBe(2000)
  })

  it('that two ask for at once is made once', async () => {
    const [first, second] = await Promise.all([backups.make(), backups.make()])
    expect(first).toBe(second)
    expect(folder.names('backups')).toHaveLength(1)
  })

  it('of a damaged database is no backup, and the older ones stay', async () => {
    db.transaction(() => {
      for (let i = 0; i < 200; i++) add(`note ${'x'.repeat(2000)}`)
    })
    await backups.make()
    db.close()
    folder.damage('dormouse.db', 40_960, 8192)
    clock.advance(day)
    await expect(backups.make()).rejects.toThrow('not sound')
    expect(folder.names('backups')).toEqual(['dormouse-2026-11-21T09-00-00.000Z.db'])
  })

  it('that was left unfinished by a crash is removed by the next one', async () => {
    folder.write('backups/dormouse-2026-11-20T09-00-00.000Z.db.unfinished', 'half')
    folder.write('backups/notes-of-the-user.txt', 'mine')
    await backups.make()
    expect(folder.names('backups')).toEqual(['dormouse-2026-11-21T09-00-00.000Z.db', 'notes-of-the-user.txt'])
  })
})

describe('the backups', () => {
  it('are the newest three', async () => {
    for (let i = 0; i < 5; i++) {
      add(`day ${i}`)
      await backups.make()
      clock.advance(day)
    }
    expect(backups.list().map(({ at }) => at)).toEqual([start + 4 * day, start + 3 * day, start + 2 * day])
    expect(folder.names('backups')).toHaveLength(3)
    expect(textsIn('dormouse-2026-11-25T09-00-00.000Z.db')).toHaveLength(5)
  })

  it('keep the one that was just made, even if a wrong clock dated the others later', async () => {
    for (let i = 0; i < 3; i++) {
      clock.jump(start + 1000 * day + i)
      await backups.make()
    }
    clock.jump(start)
    const { path } = await backups.make()
    expect(backups.list().map((backup) => backup.path)).toContain(path)
    expect(backups.list()).toHaveLength(3)
  })

  it('are due once a day, at the first start, and again when the clock was set far back', async () => {
    expect(backups.due(start)).toBe(true)
    await backups.make()
    expect(backups.due(start)).toBe(false)
    expect(backups.due(start + day - 1)).toBe(false)
    expect(backups.due(start + day)).toBe(true)
    expect(backups.due(start - 1000)).toBe(false)
    expect(backups.due(start - day)).toBe(true)
  })

  it('of a large size are removed in steps, to the end', async () => {
    db.exec('CREATE TABLE big (bytes BLOB); INSERT INTO big VALUES (zeroblob(40000000))')
    for (let i = 0; i < 4; i++) {
      await backups.make()
      clock.advance(day)
    }
    expect(folder.names('backups')).toHaveLength(3)
  })
})

describe('stopping', () => {
  const unfinished = (): string => folder.file('backups', 'dormouse-2026-11-21T09-00-00.000Z.db.unfinished')
  const copyOf = (bytes: number): void =>
    db.exec(`CREATE TABLE big (bytes BLOB); INSERT INTO big VALUES (zeroblob(${bytes}))`)

  it('gives up the copy before the thread runs, leaves nothing of it and makes no more', async () => {
    copyOf(60_000_000)
    const making = backups.make().catch((error: unknown) => String(error))
    await backups.stop()
    expect(await making).toContain('stopped')
    expect(folder.names('backups')).toEqual([])
    await expect(backups.make()).rejects.toThrow('being closed')
  })

  it('in the middle of the copy leaves nothing of it, or a whole backup where it had just ended', async () => {
    copyOf(60_000_000)
    const making = backups.make().then(
      ({ path }) => [basename(path)],
      (error: unknown) => {
        expect(String(error)).toContain('stopped')
        return []
      },
    )
    while (
      (statSync(unfinished(), { throwIfNoEntry: false })?.size ?? 0) < 2_000_000 &&
      backups.list().length === 0
    )
      await new Promise(setImmediate)
    await backups.stop()
    expect(folder.names('backups')).toEqual(await making)
  })

  it('when nothing is under way resolves', async () => {
    await expect(backups.stop()).resolves.toBeUndefined()
  })
})
