import { execFileSync } from 'node:child_process'
import {
  existsSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judgeOperation } from '../../../permissions/judge-operation.ts'
import type { Operation } from '../../../permissions/operation.ts'
import type { ActContext } from '../tool.ts'
import { callFileTool } from './testing/call-file-tool.ts'

let base: string
let project: string
const posix = process.platform !== 'win32'

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-escape-')))
  project = join(base, 'home', 'project')
  mkdirSync(join(project, 'src'), { recursive: true })
  mkdirSync(join(base, 'other', 'src'), { recursive: true })
  writeFileSync(join(base, 'other', 'secret.txt'), 'secret')
  writeFileSync(join(base, 'other', 'src', 'a.txt'), 'secret')
  writeFileSync(join(project, 'src', 'a.txt'), 'inside')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const rooms = () => ({ home: join(base, 'home'), dataDir: join(base, 'home', '.config', 'dormouse') })
const secret = (): string => readFileSync(join(base, 'other', 'secret.txt'), 'utf8')
const others = (): string[] => readdirSync(join(base, 'other', 'src'))

function call(
  name: string,
  input: unknown,
  more: { between?: () => void; before?: () => void; folder?: string } = {},
) {
  const keeper: ActContext['keeper'] = {
    before: () => {
      more.before?.()
      return Promise.resolve()
    },
    beforeTree: () => Promise.resolve(),
    after: () => Promise.resolve({ changes: [], unkept: null }),
  }
  return callFileTool({
    name,
    input,
    folder: more.folder ?? project,
    rooms: rooms(),
    context: { keeper },
    ...(more.between ? { between: more.between } : {}),
  })
}

function verdict(
  operation: Operation | null,
  policy: 'ask' | 'read-only' | 'allow-listed' | 'full' = 'full',
) {
  if (operation === null) throw new Error('it was refused before it was judged')
  return judgeOperation(operation, { policy, grants: [], sources: [], trusted: [] }).verdict
}

describe('every way out of the working directory is judged as outside', () => {
  const ways: readonly [string, () => string][] = [
    ['..', () => '../../other/secret.txt'],
    ['.. in the middle', () => 'src/../../../other/secret.txt'],
    ['an absolute path', () => join(base, 'other', 'secret.txt')],
    ['a link to the file', () => 'to-file'],
    ['a folder that is a link', () => 'to-folder/secret.txt'],
    ['a link to a link', () => 'to-link'],
    ['a tilde', () => '~/../other/secret.txt'],
    ...(process.platform === 'linux'
      ? ([
          ['/proc/self/root', () => `/proc/self/root${base}/other/secret.txt`],
          ['/proc/self/cwd', () => `/proc/self/cwd/${'../'.repeat(20)}${base.slice(1)}/other/secret.txt`],
        ] as [string, () => string][])
      : []),
  ]
  beforeEach(() => {
    symlinkSync('../../other/secret.txt', join(project, 'to-file'))
    symlinkSync('../../other', join(project, 'to-folder'))
    symlinkSync('to-file', join(project, 'to-link'))
  })

  test.each(ways)('%s', async (_way, path) => {
    for (const [name, input] of [
      ['read_file', { path: path() }],
      ['search_files', { path: path(), query: 'x' }],
      ['write_file', { path: path(), content: 'x' }],
      ['edit_file', { path: path(), old_string: 'secret', new_string: 'x' }],
    ] as const) {
      // A refusal after the judgement, which no policy of the four gives by itself.
      const { operation } = await call(name, input, {
        between: () => writeFileSync(join(base, 'other', 'secret.txt'), 'secret'),
      })
      expect(operation?.effects).toEqual(['outside'])
      expect(operation?.parts).toMatchObject([{ path: join(base, 'other', 'secret.txt') }])
      expect(verdict(operation)).toBe('ask')
      expect(verdict(operation, 'read-only')).toBe('refuse')
      expect(verdict(operation, 'allow-listed')).toBe('refuse')
    }
  })

  test('of a link the link is moved and deleted, but not what a folder leads to', async () => {
    expect(
      (await call('move_file', { from: 'to-folder/secret.txt', to: 'mine' })).operation?.effects,
    ).toEqual(['outside', 'write-inside'])
    expect(
      (await call('move_file', { from: 'src/a.txt', to: 'to-folder/b.txt' })).operation?.effects,
    ).toEqual(['write-inside', 'outside'])
    expect((await call('delete_file', { path: 'to-file' })).operation?.effects).toEqual(['write-inside'])
    expect(existsSync(join(project, 'to-file'))).toBe(false)
  })

  test('a link into nothing is written where it leads, so it is judged by that', async () => {
    symlinkSync('../../other/made.txt', join(project, 'dangling'))
    const { operation } = await call('write_file', { path: 'dangling', content: 'x' })
    expect(operation).toMatchObject({
      effects: ['outside'],
      parts: [{ path: join(base, 'other', 'made.txt') }],
    })
  })

  test('nothing is told of what is outside before it is allowed', async () => {
    const there = await call('read_file', { path: '../../other/secret.txt' })
    const not = await call('read_file', { path: '../../other/nothing.txt' })
    expect(there.operation).toMatchObject({ effects: ['outside'] })
    expect(not.operation).toMatchObject({ effects: ['outside'] })
    for (const [name, more] of [
      ['delete_file', {}],
      ['list_directory', {}],
      ['glob', { pattern: '*' }],
    ] as const)
      expect((await call(name, { path: '../../other/nothing', ...more })).operation?.effects).toEqual([
        'outside',
      ])
  })
})

/** Puts a link to the folder outside where a folder of the project was. */
function swapFolder(): void {
  renameSync(join(project, 'src'), join(project, 'was-src'))
  symlinkSync(join(base, 'other', 'src'), join(project, 'src'))
}

describe('a link that is made during the call', () => {
  test.each([
    ['read_file', { path: 'src/a.txt' }],
    ['list_directory', { path: 'src' }],
    ['glob', { path: 'src', pattern: '*' }],
    ['search_files', { path: 'src', query: 'secret' }],
    ['write_file', { path: 'src/a.txt', content: 'x' }],
    ['write_file', { path: 'src/new/b.txt', content: 'x' }],
    ['edit_file', { path: 'src/a.txt', old_string: 'inside', new_string: 'x' }],
    ['delete_file', { path: 'src/a.txt' }],
    ['move_file', { from: 'src/a.txt', to: 'b.txt' }],
  ])('%s %o refuses when it came between the judgement and the use', async (name, input) => {
    const result = await call(name, input, { between: swapFolder })
    expect(result).toMatchObject({ isError: true, content: expect.stringContaining('changed just now') })
    expect(result.content).not.toContain('secret')
    expect(others()).toEqual(['a.txt'])
    expect(readFileSync(join(base, 'other', 'src', 'a.txt'), 'utf8')).toBe('secret')
  })

  test.each([
    ['write_file', { path: 'src/a.txt', content: 'x' }],
    ['write_file', { path: 'src/new/b.txt', content: 'x' }],
    ['edit_file', { path: 'src/a.txt', old_string: 'inside', new_string: 'x' }],
    ['delete_file', { path: 'src/a.txt' }],
    ['move_file', { from: 'src/a.txt', to: 'b.txt' }],
    ['move_file', { from: '../project/src/a.txt', to: 'src/c.txt' }],
  ])('%s %o refuses when it came right before the effect', async (name, input) => {
    const result = await call(name, input, { before: swapFolder })
    expect(result).toMatchObject({ isError: true })
    expect(others()).toEqual(['a.txt'])
    expect(readFileSync(join(base, 'other', 'src', 'a.txt'), 'utf8')).toBe('secret')
    expect(readdirSync(project).toSorted()).toEqual(['src', 'was-src'])
    expect(readdirSync(join(project, 'was-src'))).toEqual(['a.txt'])
  })

  test('a target that became a link is replaced by nobody', async () => {
    const result = await call(
      'write_file',
      { path: 'src/a.txt', content: 'x' },
      {
        before: () => {
          rmSync(join(project, 'src', 'a.txt'))
          symlinkSync(join(base, 'other', 'secret.txt'), join(project, 'src', 'a.txt'))
        },
      },
    )
    expect(result).toMatchObject({ isError: true })
    expect(secret()).toBe('secret')
  })
})

describe('what is no ordinary file', () => {
  test.skipIf(!posix)('a pipe and a device are neither read nor written, without waiting', async () => {
    execFileSync('mkfifo', [join(project, 'pipe')])
    for (const path of ['pipe', '/dev/zero', '/dev/null']) {
      expect(await call('read_file', { path })).toMatchObject({ isError: true })
      expect(await call('write_file', { path, content: 'x' })).toMatchObject({ isError: true })
      expect(await call('edit_file', { path, old_string: 'x', new_string: 'y' })).toMatchObject({
        isError: true,
      })
    }
    const { operation } = await call('write_file', { path: '/dev/null', content: 'x' })
    expect(operation?.mustAsk).toContain('is part of the running system')
  })

  test('NUL in a path is refused, a line break in a name is only shown', async () => {
    expect(await call('read_file', { path: 'src/a.txt\0.png' })).toMatchObject({
      operation: null,
      content: expect.stringContaining('NUL'),
    })
    const made = await call('write_file', { path: 'x\n../../y', content: 'x' })
    expect(made.operation?.effects).toEqual(['write-inside'])
    const named = await call('write_file', { path: 'one\nDelete everything', content: 'x' })
    expect(named.operation?.words).toBe('Write one\\nDelete everything')
    expect(readFileSync(join(project, 'one\nDelete everything'), 'utf8')).toBe('x')
  })

  test('of a file of 2 GB nothing is read that is not shown', async () => {
    const file = openSync(join(project, 'huge.txt'), 'w')
    writeSync(file, 'first line\n'.repeat(3000))
    ftruncateSync(file, 2 * 1024 ** 3)
    closeSync(file)
    const read = await call('read_file', { path: 'huge.txt', limit: 2 })
    expect(read.content.split('\n')).toEqual([
      `huge.txt · ${2 * 1024 ** 3} bytes · lines 1–2`,
      'first line',
      'first line',
      '[More follows. Continue with offset 3.]',
    ])
    expect(await call('edit_file', { path: 'huge.txt', old_string: 'first', new_string: 'x' })).toMatchObject(
      {
        isError: true,
        content: expect.stringContaining('too large'),
      },
    )
    expect((await call('search_files', { query: 'nothing like it' })).content).toContain('No line matches')
    expect(await call('write_file', { path: 'huge.txt', content: 'small' })).toMatchObject({ isError: false })
  })

  test('writing to a name of a file leaves its other names alone', async () => {
    linkSync(join(base, 'other', 'secret.txt'), join(project, 'hard'))
    await call('write_file', { path: 'hard', content: 'mine' })
    expect(secret()).toBe('secret')
    expect(readFileSync(join(project, 'hard'), 'utf8')).toBe('mine')
  })
})

describe('protected files ask under every policy that would run them', () => {
  test.each([
    ['.git/hooks/pre-commit'],
    ['.GIT/Hooks/pre-commit'],
    ['src/../.git/hooks/pre-commit'],
    ['.git/config'],
    ['vendor/lib/.git/config'],
    ['.git'],
    ['.vscode/tasks.json'],
    ['.mcp.json'],
    ['.claude/settings.local.json'],
    ['.envrc'],
    ['.husky/pre-push'],
    ['.idea/workspace.xml'],
  ])('writing %s', async (path) => {
    const { operation } = await call('write_file', { path, content: 'x' })
    expect(operation).toMatchObject({ effects: ['write-inside'], mustAsk: expect.any(String) })
    expect(verdict(operation)).toBe('ask')
    // Also not by going round: written elsewhere, then moved or brought there in a folder.
    writeFileSync(join(project, 'harmless'), 'x')
    expect(
      verdict((await call('move_file', { from: 'harmless', to: path, overwrite: true })).operation),
    ).toBe('ask')
  })

  test('a folder that would bring a git hook, or take one away', async () => {
    mkdirSync(join(project, 'new', 'hooks'), { recursive: true })
    writeFileSync(join(project, 'new', 'hooks', 'pre-commit'), 'x')
    expect(verdict((await call('move_file', { from: 'new', to: '.git' })).operation)).toBe('ask')
    mkdirSync(join(project, 'repo', '.git', 'hooks'), { recursive: true })
    writeFileSync(join(project, 'repo', '.git', 'hooks', 'pre-push'), 'x')
    const { operation } = await call('delete_file', { path: 'repo' })
    expect(operation?.mustAsk).toContain('is a git hook')
    writeFileSync(join(project, 'src', 'tasks.json'), 'x')
    expect(verdict((await call('move_file', { from: 'src', to: '.vscode' })).operation)).toBe('ask')
  })

  test('Dormouse’s own data in the working directory, read or written; its workspace does not', async () => {
    const home = join(base, 'home')
    const own = '.config/dormouse'
    mkdirSync(join(home, own, 'workspace'), { recursive: true })
    writeFileSync(join(home, own, 'settings.json'), '{}')
    const inHome = { folder: home }
    const read = await call('read_file', { path: `${own}/settings.json` }, inHome)
    expect(read.operation).toMatchObject({
      effects: ['read-inside'],
      mustAsk: '~/.config/dormouse/settings.json is part of Dormouse’s own data',
    })
    for (const path of [
      `${own}/settings.json`,
      `${own}/new`,
      '.config/Dormouse/x',
      '.bashrc',
      '.ssh/authorized_keys',
    ])
      expect(verdict((await call('write_file', { path, content: 'x' }, inHome)).operation)).toBe('ask')
    const free = await call('write_file', { path: `${own}/workspace/a.md`, content: 'x' }, inHome)
    expect(verdict(free.operation)).toBe('run')
  })

  test('a shell profile under the name that it really has', async () => {
    const home = join(base, 'home')
    mkdirSync(join(home, 'dotfiles'))
    writeFileSync(join(home, 'dotfiles', 'bashrc'), 'x')
    symlinkSync('dotfiles/bashrc', join(home, '.bashrc'))
    for (const path of ['dotfiles/bashrc', '.bashrc'])
      expect(
        (await call('write_file', { path, content: 'x' }, { folder: home })).operation?.mustAsk,
      ).toContain('is a shell profile')
  })

  test.runIf(process.platform === 'linux')(
    'the environment of running programs is not read by the way',
    async () => {
      const { operation } = await call('read_file', { path: '/proc/self/environ' })
      expect(operation?.mustAsk).toContain('running programs')
      expect(
        (await call('read_file', { path: '/proc/self/status' }, { folder: '/' })).operation?.effects,
      ).toEqual(['outside'])
    },
  )
})
