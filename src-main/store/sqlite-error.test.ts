import { existsSync, symlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DiskFullError } from './database.ts'
import { explainStorageError } from './sqlite-error.ts'
import { openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

const withCode = (fields: object): Error => Object.assign(new Error('as the driver says it'), fields)
const shortWrite = withCode({ errcode: 778 })
const cannotOpen = withCode({ errcode: 14 })

let folder: TestFolder

beforeEach(() => {
  folder = openTestFolder()
})
afterEach(() => folder.remove())

describe('an error of the storage', () => {
  it.each([
    ['SQLITE_FULL', withCode({ errcode: 13 })],
    ['no space of the file system', withCode({ code: 'ENOSPC' })],
    ['a used-up quota', withCode({ code: 'EDQUOT' })],
  ])('%s is a full disk, with the first error as its cause', (_, error) => {
    const explained = explainStorageError(error, folder.path)
    expect(explained).toBeInstanceOf(DiskFullError)
    expect(explained).toMatchObject({ cause: error })
    expect(explainStorageError(explained, folder.path)).toBe(explained)
  })

  it.each([
    ['an input/output error where there is room', shortWrite],
    ['a file that cannot be opened where there is room', cannotOpen],
    ['a constraint', withCode({ errcode: 2067 })],
    ['a lock', withCode({ errcode: 5 })],
    ['an error of the program', new TypeError('no')],
    ['a thrown text', 'no'],
  ])('%s stays what it is', (_, error) => {
    expect(explainStorageError(error, folder.path)).toBe(error)
    expect(folder.names()).toEqual([])
  })

  // A device that has no room, wherever the system has it.
  it.runIf(existsSync('/dev/full')).each([
    ['an input/output error', shortWrite],
    ['a file that cannot be opened', cannotOpen],
  ])('%s where nothing more can be written is a full disk', (_, error) => {
    symlinkSync('/dev/full', folder.file(`.room-${process.pid}`))
    expect(explainStorageError(error, folder.path)).toBeInstanceOf(DiskFullError)
    expect(folder.names()).toEqual([])
  })

  it('in a folder that is gone stays what it is', () => {
    expect(explainStorageError(shortWrite, folder.file('gone'))).toBe(shortWrite)
  })
})
