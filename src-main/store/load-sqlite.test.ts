import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { loadSqlite } from './load-sqlite.ts'

it('the driver is the one that this run of the tests is meant for', () => {
  const nodesOwn = Number(process.versions.node.split('.')[0]) >= 24
  const wanted = process.env['DORMOUSE_TEST_SQLITE'] ?? (nodesOwn ? 'node:sqlite' : 'index.cjs')
  expect(basename(loadSqlite().requirePath)).toBe(wanted)
})

it('the driver reads and, by itself or with help, binds strings with NUL characters', () => {
  const { DatabaseSync, bindsNul } = loadSqlite()
  const db = new DatabaseSync(':memory:')
  const row = db.prepare('SELECT length(CAST(? AS BLOB)) AS bytes').get('a\0b')
  expect(row).toMatchObject({ bytes: bindsNul ? 3 : 1 })
  db.close()
})
