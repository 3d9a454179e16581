import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { silentLogger } from '../platform/logger.ts'
import { FolderInUseError, lockFolder } from './folder-lock.ts'
import { openDatabase } from './open-database.ts'
import { buildChildProgram, type ChildProgram } from './testing/child-program.ts'
import { notesSchema, openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

// Every commit waits for the disk, which other work may keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let program: ChildProgram
let folder: TestFolder

beforeAll(async () => {
  program = await buildChildProgram('commit-until-killed')
})
afterAll(() => program.remove())
beforeEach(() => {
  folder = openTestFolder()
})
afterEach(() => folder.remove())

const open = () =>
  openDatabase({ folder: folder.path, migrations: notesSchema, clock: systemClock, logger: silentLogger })

it('a folder is held by one holder at a time', () => {
  const unlock = lockFolder(folder.file('a.lock'))
  expect(() => lockFolder(folder.file('a.lock'))).toThrow(FolderInUseError)
  expect(folder.names()).toEqual(['a.lock'])
  unlock()
  unlock()
  lockFolder(folder.file('a.lock'))()
  expect(folder.names()).toEqual(['a.lock'])
})

it('the message names the folder and says what to do', () => {
  const unlock = lockFolder(folder.file('a.lock'))
  expect(() => lockFolder(folder.file('a.lock'))).toThrow(
    `Another Dormouse is working in ${folder.path}. Quit it, or choose another folder, then start again.`,
  )
  unlock()
})

it('two processes cannot open one folder for writing, and a killed one leaves it free', async () => {
  const child = program.start(folder.path)
  await child.line()
  await expect(open()).rejects.toThrow(FolderInUseError)
  await child.kill()
  const opened = await open()
  expect(opened.notices).toEqual([])
  const second = program.start(folder.path)
  expect(await second.line()).toBe('FolderInUseError')
  await opened.close()
})

it('a closed database leaves the folder free, also after a start that failed', async () => {
  await (await open()).close()
  const broken = [...notesSchema, { version: 2, name: 'broken', sql: 'CREATE TABLE books (id)' }]
  await expect(
    openDatabase({ folder: folder.path, migrations: broken, clock: systemClock, logger: silentLogger }),
  ).rejects.toThrow('books')
  await (await open()).close()
})
