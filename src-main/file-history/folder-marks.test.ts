import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changedFolders, markFolders } from './folder-marks.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dormouse-marks-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function file(path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), path)
}

test('a folder that is not kept and was removed or changed is noticed, and no other', async () => {
  for (const path of ['build/a', 'dist/x/a', '.git/HEAD', 'src/a', 'quiet/a']) file(path)
  const before = await markFolders(root)
  rmSync(join(root, 'build'), { recursive: true })
  file('dist/x/b')
  writeFileSync(join(root, '.git/HEAD'), 'another')
  file('src/b')
  expect(changedFolders(before, await markFolders(root), ['src/b']).toSorted()).toEqual([
    '.git',
    'build',
    'dist',
  ])
})

test('where nothing happened there is nothing to say', async () => {
  file('build/a')
  const before = await markFolders(root)
  expect(changedFolders(before, await markFolders(root), [])).toEqual([])
})
