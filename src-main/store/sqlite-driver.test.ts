import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DiskFullError, type Database } from './database.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

let folder: TestFolder
let db: Database

beforeEach(() => {
  folder = openTestFolder()
  db = openSqliteFile(folder.file('a.db'))
  db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, bytes BLOB, amount REAL) STRICT')
})
afterEach(() => {
  db.close()
  folder.remove()
})

const ids = (): number[] =>
  db
    .prepare<{ id: number }>('SELECT id FROM notes ORDER BY id')
    .all()
    .map(({ id }) => id)
const add = (id: number, text = 'note') =>
  db.prepare('INSERT INTO notes (id, text) VALUES (?, ?)').run(id, text)

describe('an opened file', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['busy_timeout', 2000],
  ])('has the setting %s = %s', (name, value) => {
    expect(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})).toEqual([value])
  })

  it('refuses SQL that writes into the schema itself', () => {
    expect(() => db.exec('PRAGMA writable_schema = ON; DELETE FROM sqlite_schema')).toThrow(
      'may not be modified',
    )
  })

  it('is one file after it was closed, and can be closed twice', () => {
    add(1)
    db.close()
    db.close()
    expect(folder.names()).toEqual(['a.db'])
    expect(() => ids()).toThrow('closed')
    expect(() => db.transaction(() => 1)).toThrow('closed')
  })

  it('calls back once when it is closed', () => {
    let calls = 0
    const other = openSqliteFile(folder.file('b.db'), () => (calls += 1))
    other.close()
    other.close()
    expect(calls).toBe(1)
  })

  it('keeps the statements of a database that nobody else holds alive', () => {
    const statement = openSqliteFile(folder.file('c.db')).prepare<{ n: number }>('SELECT 7 AS n')
    collectGarbage()
    expect(statement.get()).toEqual({ n: 7 })
  })
})

describe('values', () => {
  const roundTrip = (value: string | number | null | Uint8Array) =>
    db.prepare('SELECT ? AS value, typeof(?) AS type').get(value, value)

  it.each(['', '\0', 'a\0b', '\0\0end', 'start\0', 'ünï\0cødé 😀', '😀'])(
    'the text %j comes back whole',
    (text) => {
      expect(roundTrip(text)).toEqual({ value: text, type: 'text' })
    },
  )

  it('a text with NUL is stored, found, compared and searched as the text that it is', () => {
    const insert = db.prepare('INSERT INTO notes (id, text, bytes, amount) VALUES (?, ?, ?, ?)')
    insert.run(1, 'a\0b', new Uint8Array([1]), 0.5)
    insert.run(2, 'a', null, 1)
    expect(db.prepare('SELECT id, text, amount FROM notes WHERE text = ?').all('a\0b')).toEqual([
      { id: 1, text: 'a\0b', amount: 0.5 },
    ])
    expect(db.prepare('SELECT id FROM notes WHERE text IN (?, ?)').all('x\0', 'a')).toEqual([{ id: 2 }])
    expect(db.prepare('SELECT ?2 AS second, ?1 AS first').get('a\0', '\0b')).toEqual({
      second: '\0b',
      first: 'a\0',
    })
  })

  it('bytes come back as the bytes that they are, also a part of a larger buffer', () => {
    expect(roundTrip(new Uint8Array([0, 255, 0]))).toEqual({
      value: new Uint8Array([0, 255, 0]),
      type: 'blob',
    })
    expect(roundTrip(new Uint8Array(0))).toEqual({ value: new Uint8Array(0), type: 'blob' })
    expect(roundTrip(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toEqual({
      value: new Uint8Array([2, 3]),
      type: 'blob',
    })
    const stored = db.prepare<{ value: unknown }>('SELECT ? AS value').get(Buffer.from('ab'))?.value
    expect(stored).toBeInstanceOf(Uint8Array)
  })

  it.each([0, -1, 1.5, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null])('%s comes back', (value) => {
    expect(roundTrip(value)).toMatchObject({ value })
  })

  it('an integer that a number cannot hold throws when it is read', () => {
    expect(() => db.prepare('SELECT 9007199254740993 AS big').get()).toThrow(RangeError)
    expect(() => db.prepare('SELECT 9007199254740993 AS big').all()).toThrow(RangeError)
  })

  it('a missing, an extra, an undefined and an unfit value throw instead of becoming NULL', () => {
    const insert = db.prepare('INSERT INTO notes (id, text) VALUES (?, ?)')
    const unfit = (value: unknown) => () => insert.run(1, value as string)
    expect(() => insert.run(1)).toThrow('2 values are wanted and 1 were given')
    expect(() => insert.run(1, 'a', 'b')).toThrow('2 values are wanted and 3 were given')
    expect(() => db.prepare('SELECT ?').get()).toThrow('1 values')
    expect(() => db.prepare('SELECT ?').all()).toThrow('1 values')
    for (const value of [undefined, Number.NaN, true, {}, 5n, new Date(0), [1]])
      expect(unfit(value)).toThrow(TypeError)
    expect(ids()).toEqual([])
  })

  it('rows are plain objects', () => {
    add(1)
    expect(db.prepare('SELECT id, text FROM notes').get()).toStrictEqual({ id: 1, text: 'note' })
    expect(db.prepare('SELECT id, text FROM notes').all()).toStrictEqual([{ id: 1, text: 'note' }])
    expect(db.prepare('SELECT id FROM notes WHERE id = 2').get()).toBeUndefined()
  })

  it('a run tells how many rows it changed and the last row number', () => {
    expect(add(41)).toStrictEqual({ changes: 1, lastInsertRowid: 41 })
    add(42)
    expect(db.prepare("UPDATE notes SET text = 'new'").run().changes).toBe(2)
  })
})

describe('prepared statements', () => {
  it('are the same object for the same text', () => {
    expect(db.prepare('SELECT 1')).toBe(db.prepare('SELECT 1'))
    expect(db.prepare('SELECT 1')).not.toBe(db.prepare('SELECT 2'))
  })

  it('that are used often survive many texts that are used once, and an old one still works', () => {
    const used = db.prepare('SELECT 1 AS one')
    const once = db.prepare<{ two: number }>('SELECT 2 AS two')
    for (let i = 0; i < 1200; i++) {
      db.prepare(`SELECT ${i} AS n`)
      db.prepare('SELECT 1 AS one')
    }
    expect(db.prepare('SELECT 1 AS one')).toBe(used)
    expect(db.prepare('SELECT 2 AS two')).not.toBe(once)
    expect(once.get()).toEqual({ two: 2 })
  })

  it('see a change of the schema', () => {
    const all = db.prepare('SELECT * FROM notes')
    add(1)
    db.exec("ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")
    expect(all.get()).toEqual({ id: 1, text: 'note', bytes: null, amount: null, mood: 'calm' })
  })
})

describe('a transaction', () => {
  it('returns what its function returns and keeps everything', () => {
    expect(db.transaction(() => [add(1), add(2)].length)).toBe(2)
    expect(ids()).toEqual([1, 2])
  })

  it('that throws keeps nothing, and the next one works', () => {
    const reason = new Error('no')
    expect(() =>
      db.transaction(() => {
        add(1)
        throw reason
      }),
    ).toThrow(reason)
    expect(ids()).toEqual([])
    db.transaction(() => add(2))
    expect(ids()).toEqual([2])
  })

  it('inside another throws at once and takes the outer one with it', () => {
    expect(() => db.transaction(() => db.transaction(() => add(1)))).toThrow('do not nest')
    expect(ids()).toEqual([])
  })

  it('whose function swallows the nested error still commits its own rows only', () => {
    db.transaction(() => {
      add(1)
      expect(() => db.transaction(() => add(2))).toThrow('do not nest')
    })
    expect(ids()).toEqual([1])
  })

  it('that returns a promise is refused and keeps nothing', () => {
    expect(() => db.transaction(() => Promise.resolve(add(1)))).toThrow('synchronous')
    expect(ids()).toEqual([])
  })

  it('cannot be closed over', () => {
    expect(() => db.transaction(() => db.close())).toThrow('inside a transaction')
    add(1)
    expect(ids()).toEqual([1])
  })

  it('takes the lock for writing at its beginning', () => {
    const other = openSqliteFile(folder.file('a.db'))
    other.exec('PRAGMA busy_timeout = 0')
    db.transaction(() => expect(() => other.transaction(() => 1)).toThrow('locked'))
    other.close()
  })
})

describe('a full disk', () => {
  const fill = (): void => {
    const insert = db.prepare('INSERT INTO notes (text) VALUES (?)')
    for (let i = 0; i < 100; i++) insert.run('x'.repeat(4000))
  }
  beforeEach(() => {
    add(1)
    db.exec('PRAGMA max_page_count = 20')
  })

  it('ends the transaction with DiskFullError, keeps nothing of it and loses no committed row', () => {
    expect(() =>
      db.transaction(() => {
        add(2)
        fill()
      }),
    ).toThrow(DiskFullError)
    expect(ids()).toEqual([1])
    db.exec('PRAGMA max_page_count = 10000')
    db.transaction(() => add(3))
    expect(ids()).toEqual([1, 3])
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  })

  it('throws DiskFullError outside a transaction too', () => {
    expect(fill).toThrow(DiskFullError)
    expect(ids()[0]).toBe(1)
  })

  it('keeps nothing, even if the function goes on after the error', () => {
    const run = (): void =>
      db.transaction(() => {
        add(2)
        expect(fill).toThrow(DiskFullError)
        expect(() => add(3)).toThrow(DiskFullError)
      })
    expect(run).toThrow(DiskFullError)
    expect(ids()).toEqual([1])
  })

  it('is not mistaken for other errors', () => {
    expect(() => add(1)).toThrow('UNIQUE')
    expect(() => add(1)).not.toThrow(DiskFullError)
  })
})

it('a file that is no database is refused and left as it is', () => {
  const before = Buffer.from('no database, only words. '.repeat(200))
  folder.write('words.db', before)
  expect(() => openSqliteFile(folder.file('words.db'))).toThrow('not a database')
  expect(folder.read('words.db')).toEqual(before)
})
