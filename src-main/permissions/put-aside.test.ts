import {
  existsSync,
  linkSync,
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

test('what comes with a repository that was cloned stays, with git’s own settings of every clone', async () => {
  const putAside = await paths.watch([folder])
  const cloned = file('clone/.vscode/settings.json')
  file('clone/.git/HEAD', 'ref')
  file(
    'clone/.git/config',
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://example.com/x\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n',
  )
  file('clone/.git/hooks/pre-commit.sample', '#!/bin/sh')
  expect(await putAside()).toEqual([])
  expect(existsSync(cloned)).toBe(true)
})

test.each([
  ['a setting that runs a program', '.git/config', '[core]\n\tfsmonitor = ./evil\n'],
  ['a setting that reads others', '.git/config', '[include]\n\tpath = ../evil\n'],
  ['an alias', '.git/config', '[alias]\n\tst = !evil\n'],
  ['settings that are not plain to read', '.git/config', '[core]\n\tbare = \\\nfalse\n'],
  ['a hook', '.git/hooks/pre-commit', '#!/bin/sh\nevil'],
  ['a pointer to other settings', '.git/commondir', '../evil'],
  ['a repository that is elsewhere', '.git', 'gitdir: ../evil'],
])('of a repository made in a folder that was there, %s does not stay', async (_what, path, text) => {
  file('plain.txt')
  const putAside = await paths.watch([folder])
  const made = file(path, text)
  if (path !== '.git') file('.git/HEAD', 'ref')
  const moved = await putAside()
  expect(moved.map((each) => each.path)).toEqual([path.includes('hooks') ? dirname(made) : made])
})

test('a folder that is called like a repository exempts nothing beside it', async () => {
  const putAside = await paths.watch([folder])
  mkdirSync(join(folder, 'x.git'))
  const tasks = file('.vscode/tasks.json')
  expect((await putAside()).map(({ path }) => path)).toEqual([tasks])
})

test('in a home, what starts by itself and what holds keys is put aside by its place', async () => {
  const home = join(dirname(folder), 'home')
  mkdirSync(home)
  const putAside = await paths.watch([home])
  for (const path of ['.ssh/authorized_keys', '.bash_profile', '.config/autostart/x.desktop']) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), '')
  }
  const moved = (await putAside()).map(({ path }) => path)
  expect(moved).toEqual(
    expect.arrayContaining([
      join(home, '.ssh'),
      join(home, '.bash_profile'),
      join(home, '.config/autostart'),
    ]),
  )
})

test('thousands of new folders do not hide from the next command what was found before', async () => {
  const hooks = dirname(file('z/sub/.git/hooks/x'))
  expect((await paths.inSandbox([folder])).readOnly).toContain(hooks)
  for (let number = 0; number < 5100; number += 1) mkdirSync(join(folder, `a${number}`))
  expect((await paths.inSandbox([folder])).readOnly).toContain(hooks)
})

test('a folder of skills is not written without asking, and a command cannot', async () => {
  const skills = join(folder, 'skills')
  mkdirSync(skills)
  const home = join(dirname(folder), 'home')
  const obeying = createProtectedPaths({ dataDir: join(folder, 'd'), home, skillFolders: () => [skills] })
  expect(obeying.whyNotWrite(join(skills, 'x', 'SKILL.md'))).toContain('folder of skills')
  expect(obeying.whyNotRead(join(skills, 'x', 'SKILL.md'))).toBeNull()
  expect((await obeying.inSandbox([folder])).readOnly).toContain(skills)
})

test('a repository without a folder for hooks gets one, which a sandbox then keeps as it is', async () => {
  file('.git/HEAD', 'ref')
  const { readOnly } = await paths.inSandbox([folder])
  expect(readOnly).toContain(join(folder, '.git/hooks'))
  expect(existsSync(join(folder, '.git/hooks'))).toBe(true)
})

test('another name of a shell profile is kept as it is', async () => {
  const home = join(dirname(folder), 'home')
  mkdirSync(home)
  writeFileSync(join(home, '.bashrc'), 'mine')
  linkSync(join(home, '.bashrc'), join(folder, 'harmless'))
  linkSync(file('own'), join(folder, 'own-too'))
  expect((await paths.inSandbox([folder])).readOnly).toEqual([join(folder, 'harmless')])
})
