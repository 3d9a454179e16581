import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { silentLogger } from '../platform/logger.ts'
import { readJsonFile } from './read-json-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'json-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const schema = z.object({ size: z.number() })
const read = (): unknown => readJsonFile(join(folder, 'a.json'), schema, silentLogger)

test('what the schema allows is returned', () => {
  writeFileSync(join(folder, 'a.json'), '{"size": 3}')
  expect(read()).toEqual({ size: 3 })
})

test('a file that is not there is none, and makes none', () => {
  expect(read()).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('every damaged file is kept under a name of its own', () => {
  for (const text of ['{"size": ', '', '{"size": "large"}']) {
    writeFileSync(join(folder, 'a.json'), text)
    expect(read()).toBeNull()
  }
  expect(readdirSync(folder)).toEqual(['a.bad-1.json', 'a.bad-2.json', 'a.bad-3.json'])
  expect(readFileSync(join(folder, 'a.bad-3.json'), 'utf8')).toBe('{"size": "large"}')
})

test('what cannot be read as a file is kept under another name and does not keep from starting', () => {
  mkdirSync(join(folder, 'a.json'))
  expect(read()).toBeNull()
  expect(readdirSync(folder)).toEqual(['a.bad-1.json'])
})
