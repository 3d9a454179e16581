import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createProtectedPaths, type ProtectedPaths } from './protected-paths.ts'

let folder: string
let paths: ProtectedPaths
beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-aside-')))
  folder = join(base, 'site')
  mkdirSync(folder)
  paths = createProtectedPaths({ dataDir: join(base, 'data'), home: join(base, 'home') })
})
afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }))

function file(path: string, text = ''): string {
  const full = join(folder, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
  return full
}

test('what a command makes anew of what is protected is put aside, and nothing else is touched', async () => {
  file('.vscode/settings.json', 'old')
  const putAside = await paths.watch([folder])
  file('.vscode/settings.json', 'changed')
  const tasks = file('.vscode/tasks.json', 'new')
  const envrc = file('sub/.envrc', 'new')
  file('sub/plain.txt', 'new')
  file('.env')
  const moved = await putAside()
  expect(moved.map(({ path }) => path).toSorted()).toEqual([tasks, envrc].toSorted())
  expect(existsSync(tasks)).toBe(false)
  expect(readFileSync(`${tasks}.put-aside`, 'utf8')).toBe('new')
  expect(readFileSync(join(folder, 'sub/plain.txt'), 'utf8')).toBe('new')
  expect(await (await paths.watch([folder]))()).toEqual([])
})

test('a name that is taken is not overwritten', async () => {
  file('.envrc.put-aside', 'mine')
  const putAside = await paths.watch([folder])
  file('.envrc', 'new')
  expect(await putAside()).toMatchObject([{ to: join(folder, '.envrc.put-aside-2') }])
  expect(readFileSync(join(folder, '.envrc.put-aside'), 'utf8')).toBe('mine')
})

test('what comes with a repository that was made stays, and hooks in one that was there do not', async () => {
  file('.git/HEAD', 'ref')
  file('.git/hooks/old', '')
  const putAside = await paths.watch([folder])
  const cloned = file('clone/.vscode/settings.json')
  file('clone/.git/HEAD', 'ref')
  file('clone/.git/config')
  expect(await putAside()).toEqual([])
  expect(existsSync(cloned)).toBe(true)
})

test('a repository without a folder for hooks gets one, which a sandbox then keeps as it is', async () => {
  file('.git/HEAD', 'ref')
  const { readOnly } = await paths.inSandbox([folder])
  expect(readOnly).toContain(join(folder, '.git/hooks'))
  expect(existsSync(join(folder, '.git/hooks'))).toBe(true)
})
