import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pinFolder } from './pinned-folder.ts'

let base: string

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-pin-')))
  mkdirSync(join(base, 'inside', 'src'), { recursive: true })
  mkdirSync(join(base, 'outside'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

test.runIf(process.platform === 'linux')('a link that takes its place redirects nothing', async () => {
  const folder = await pinFolder(join(base, 'inside', 'src'), 'src')
  renameSync(join(base, 'inside', 'src'), join(base, 'inside', 'moved'))
  symlinkSync(join(base, 'outside'), join(base, 'inside', 'src'))
  writeFileSync(folder.at('a.txt'), 'x')
  expect(readdirSync(join(base, 'outside'))).toEqual([])
  expect(readdirSync(join(base, 'inside', 'moved'))).toEqual(['a.txt'])
  await expect(folder.requireUnmoved()).rejects.toThrow('changed just now')
  await folder.close()
})

test('a folder with the same path that is another is noticed', async () => {
  const folder = await pinFolder(join(base, 'inside', 'src'), 'src')
  renameSync(join(base, 'inside', 'src'), join(base, 'inside', 'moved'))
  mkdirSync(join(base, 'inside', 'src'))
  await expect(folder.requireUnmoved()).rejects.toThrow('changed just now')
  await folder.close()
})

test('what is reached through a link is not held', async () => {
  symlinkSync(join(base, 'outside'), join(base, 'inside', 'link'))
  mkdirSync(join(base, 'outside', 'deep'))
  await expect(pinFolder(join(base, 'inside', 'link'), 'link')).rejects.toThrow(/ENOTDIR|ELOOP/)
  await expect(pinFolder(join(base, 'inside', 'link', 'deep'), 'link/deep')).rejects.toThrow(
    'changed just now',
  )
  await expect(pinFolder(join(base, 'inside', 'link', 'new', 'er'), 'link/new/er', true)).rejects.toThrow(
    /ENOTDIR|ELOOP/,
  )
  expect(existsSync(join(base, 'outside', 'new'))).toBe(false)
})

test('missing folders are made on request only', async () => {
  const path = join(base, 'inside', 'a', 'b', 'c')
  await expect(pinFolder(path, 'a/b/c')).rejects.toThrow('ENOENT')
  const folder = await pinFolder(path, 'a/b/c', true)
  writeFileSync(folder.at('x'), '')
  await folder.close()
  expect(readdirSync(path)).toEqual(['x'])
})
