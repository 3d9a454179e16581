import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlannedChange } from '../../../file-history/file-history.ts'
import { callFileTool } from './testing/call-file-tool.ts'
import { treeFiles, unkeptRest, whyNotTree } from './tree-files.ts'

let folder: string
let planned: PlannedChange[]
let trashed: string[]
/** Whether each path was there when it was to be kept. */
let was: Map<string, boolean>

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-move-files-')))
  planned = []
  trashed = []
  was = new Map()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (path: string): string => join(folder, path)
const text = (path: string): string => readFileSync(at(path), 'utf8')
const sha = (bytes: string): string => createHash('sha256').update(bytes).digest('hex')

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(at(path), '..'), { recursive: true })
  writeFileSync(at(path), content)
}

function call(name: string, input: unknown) {
  return callFileTool({
    name,
    input,
    folder,
    rooms: {
      home: '/home/nobody',
      dataDir: '/home/nobody/.config/dormouse',
      trash: (path) => {
        trashed.push(path)
        rmSync(path, { recursive: true })
        return Promise.resolve()
      },
    },
    context: {
      keeper: {
        before: (changes) => {
          planned.push(...changes)
          for (const { path } of changes) was.set(path, existsSync(path))
          return Promise.resolve()
        },
        beforeTree: () => Promise.resolve(),
        after: () => Promise.resolve({ changes: [], unkept: null }),
      },
    },
  })
}

describe('move_file', () => {
  test('a file gets another name, in folders that are made', async () => {
    write('a.txt', 'hello')
    const result = await call('move_file', { from: 'a.txt', to: 'x/y/b.txt' })
    expect(result).toMatchObject({
      isError: false,
      content: 'Moved a.txt to x/y/b.txt.',
      operation: {
        effects: ['write-inside'],
        words: 'Move a.txt to x/y/b.txt',
        parts: [
          { kind: 'path', access: 'delete', path: at('a.txt') },
          { kind: 'path', access: 'write', path: at('x/y/b.txt') },
        ],
      },
    })
    expect(existsSync(at('a.txt'))).toBe(false)
    expect(text('x/y/b.txt')).toBe('hello')
    expect(planned).toMatchObject([
      { path: at('a.txt'), intended: null },
      { path: at('x/y/b.txt'), intended: { hash: sha('hello'), bytes: 5 } },
    ])
    expect([...was.values()]).toEqual([true, false])
  })

  test('a folder moves with all that is in it, and each file is kept first', async () => {
    write('a/one', '1')
    write('a/deep/two', '2')
    symlinkSync('/etc', at('a/link'))
    const result = await call('move_file', { from: 'a', to: 'b' })
    expect(result.content).toBe('Moved a with 3 files to b.')
    expect(text('b/deep/two')).toBe('2')
    expect(readlinkSync(at('b/link'))).toBe('/etc')
    expect(planned.map(({ path }) => path).toSorted()).toEqual(
      ['a/deep/two', 'a/link', 'a/one', 'b/deep/two', 'b/link', 'b/one'].map(at),
    )
  })

  test('what is there is replaced only when that is said', async () => {
    write('a', 'new')
    write('b', 'old')
    mkdirSync(at('dir'))
    expect(await call('move_file', { from: 'a', to: 'b' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('is there already'),
    })
    expect(await call('move_file', { from: 'a', to: 'dir', overwrite: true })).toMatchObject({
      isError: true,
    })
    expect(await call('move_file', { from: 'dir', to: 'b', overwrite: true })).toMatchObject({
      isError: true,
    })
    expect(text('b')).toBe('old')
    const done = await call('move_file', { from: 'a', to: 'b', overwrite: true })
    expect(done.operation?.words).toBe('Move a to b, in place of what is there')
    expect(text('b')).toBe('new')
  })

  test('a folder does not go into itself, and the working directory does not go', async () => {
    mkdirSync(at('a'))
    expect(await call('move_file', { from: 'a', to: 'a/b' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('into itself'),
    })
    expect(await call('move_file', { from: '.', to: '../elsewhere' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('is the working directory'),
    })
    expect(await call('move_file', { from: '/', to: 'x' })).toMatchObject({ isError: true })
  })

  test('of a link the link itself moves', async () => {
    write('real', 'x')
    symlinkSync('real', at('link'))
    await call('move_file', { from: 'link', to: 'moved' })
    expect(readlinkSync(at('moved'))).toBe('real')
    expect(text('real')).toBe('x')
  })

  test.skipIf(!isOtherDisk('/dev/shm'))('to another disk it is copied whole, then taken away', async () => {
    const other = mkdtempSync('/dev/shm/dormouse-move-')
    try {
      write('a/one', '1')
      chmodSync(at('a/one'), 0o710)
      utimesSync(at('a/one'), 1000, 2000)
      symlinkSync('one', at('a/link'))
      write('file', 'alone')
      chmodSync(at('file'), 0o604)
      const folderMove = await call('move_file', { from: 'a', to: join(other, 'b') })
      expect(folderMove).toMatchObject({ isError: false })
      expect(folderMove.operation?.effects).toEqual(['write-inside', 'outside'])
      expect(await call('move_file', { from: 'file', to: join(other, 'new', 'file') })).toMatchObject({
        isError: false,
      })
      expect(existsSync(at('a')) || existsSync(at('file'))).toBe(false)
      expect(readFileSync(join(other, 'b', 'one'), 'utf8')).toBe('1')
      expect(statSync(join(other, 'b', 'one'))).toMatchObject({ mtimeMs: 2_000_000 })
      expect(statSync(join(other, 'b', 'one')).mode & 0o777).toBe(0o710)
      expect(readlinkSync(join(other, 'b', 'link'))).toBe('one')
      expect(readFileSync(join(other, 'new', 'file'), 'utf8')).toBe('alone')
      expect(statSync(join(other, 'new', 'file')).mode & 0o777).toBe(0o604)
      expect(readdirSync(other).toSorted()).toEqual(['b', 'new'])
    } finally {
      rmSync(other, { recursive: true })
    }
  })
})

function isOtherDisk(path: string): boolean {
  return existsSync(path) && statSync(path).dev !== statSync(tmpdir()).dev
}

describe('delete_file', () => {
  test('a file goes to the trash, kept first', async () => {
    write('old.txt', 'x')
    const result = await call('delete_file', { path: 'old.txt' })
    expect(result).toMatchObject({
      content: 'Moved old.txt to the trash.',
      operation: {
        words: 'Delete old.txt',
        parts: [{ kind: 'path', access: 'delete', path: at('old.txt') }],
      },
    })
    expect(trashed).toEqual([at('old.txt')])
    expect(planned).toEqual([{ path: at('old.txt'), intended: null }])
    expect([...was]).toEqual([[at('old.txt'), true]])
  })

  test('a folder goes with its files, each kept first; of a link the link goes', async () => {
    write('a/one', '1')
    write('a/b/two', '2')
    expect((await call('delete_file', { path: 'a' })).content).toBe('Moved a with 2 files to the trash.')
    expect(planned.map(({ path }) => path).toSorted()).toEqual([at('a/b/two'), at('a/one')])
    write('real', 'x')
    symlinkSync('real', at('link'))
    await call('delete_file', { path: 'link' })
    expect(text('real')).toBe('x')
  })

  test.each(['.', '..', '/', '~', '~/.config', '~/.config/dormouse'])('%s is not deleted', async (path) => {
    expect(await call('delete_file', { path })).toMatchObject({
      isError: true,
      operation: null,
      content: expect.stringContaining('stays where it is'),
    })
    expect(trashed).toEqual([])
  })

  test('of more files than can be kept it asks, and says afterwards what was not', async () => {
    for (const name of ['a', 'b/c', 'b/d']) write(`many/${name}`, '')
    const folderAt = { real: at('many'), shown: 'many' }
    const all = await treeFiles(folderAt, 3)
    expect(all).toMatchObject({ more: false, files: { length: 3 } })
    expect(await whyNotTree(all, 'many', () => null)).toBeNull()
    const part = await treeFiles(folderAt, 2)
    expect(part).toMatchObject({ more: true, files: { length: 2 } })
    expect(await whyNotTree(part, 'many', () => null)).toBe(
      'many holds more than 2 files, so not all can be kept for an undo',
    )
    expect(unkeptRest(part)).toEqual({ unkept: 'Only the first 2 files were kept.' })
  })

  test('where there is no trash it says so and nothing is gone', async () => {
    write('a', 'x')
    const result = await callFileTool({
      name: 'delete_file',
      input: { path: 'a' },
      folder,
      rooms: { home: '/home/nobody', trash: () => Promise.reject(new Error('There is no trash here.')) },
    })
    expect(result).toMatchObject({ isError: true, content: '"a" was not deleted: There is no trash here.' })
    expect(text('a')).toBe('x')
  })
})
