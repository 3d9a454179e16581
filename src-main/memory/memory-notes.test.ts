import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MemoryCommand } from './memory-commands.ts'
import { createMemoryNotes, type MemoryNotes } from './memory-notes.ts'

let folder: string
let outside: string
let notes: MemoryNotes

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-memory-'))
  outside = mkdtempSync(join(tmpdir(), 'dormouse-outside-'))
  notes = createMemoryNotes(join(folder, 'memory'))
})
afterEach(() => {
  for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true })
})

const inChat = (command: MemoryCommand): Promise<string> => notes.command(null, command)
const inRun = (command: MemoryCommand): Promise<string> => notes.command('schedule_1', command)
const create = (path: string, text: string): MemoryCommand => ({ command: 'create', path, file_text: text })
const view = (path: string): MemoryCommand => ({ command: 'view', path })

describe('the page', () => {
  test('writes, lists, reads, removes and clears', async () => {
    expect(await notes.list('all')).toEqual([])
    expect(await notes.write('all', 'work/plans.md', 'Grüße')).toMatchObject({
      path: 'work/plans.md',
      bytes: 7,
    })
    await notes.write('all', 'a.md', 'x')
    await notes.write('all', 'a.md', 'xy')
    expect(await notes.list('all')).toMatchObject([
      { path: 'a.md', bytes: 2 },
      { path: 'work/plans.md', bytes: 7 },
    ])
    expect(await notes.read('all', 'work/plans.md')).toBe('Grüße')
    await notes.remove('all', 'work/plans.md')
    expect(await notes.list('all')).toMatchObject([{ path: 'a.md' }])
    expect(existsSync(join(await notes.folder('all'), 'work'))).toBe(false)
    await notes.clear('all')
    expect(await notes.list('all')).toEqual([])
    await notes.write('all', 'b.md', 'again')
    expect(await notes.read('all', 'b.md')).toBe('again')
  })

  test('knows the scopes that have notes, each with its own', async () => {
    await notes.write('all', 'a.md', '12')
    await notes.write('schedule_1', 'a.md', '123')
    await notes.write('schedule_2', 'a.md', 'x')
    await notes.remove('schedule_2', 'a.md')
    expect(await notes.scopes()).toEqual([
      { scope: 'all', files: 1, bytes: 2 },
      { scope: 'schedule_1', files: 1, bytes: 3 },
    ])
    await notes.clear('schedule_1')
    expect(await notes.read('all', 'a.md')).toBe('12')
  })

  test.each(['..', '../..', 'a/b', '', '.', '/etc'])('a scope %j is none', async (scope) => {
    await expect(notes.list(scope)).rejects.toThrow('no notes of that name')
    await expect(notes.write(scope, 'a', 'x')).rejects.toThrow('no notes of that name')
    await expect(notes.clear(scope)).rejects.toThrow('no notes of that name')
  })

  test('looking at notes that are not there makes no folder', async () => {
    await notes.list('schedule_9')
    await expect(notes.read('schedule_9', 'a.md')).rejects.toThrow('There is no note a.md')
    expect(existsSync(join(folder, 'memory', 'schedule_9'))).toBe(false)
  })

  test('notes are for this user only', async () => {
    await notes.write('all', 'work/a.md', 'x')
    const root = await notes.folder('all')
    expect(statSync(join(root, 'work', 'a.md')).mode & 0o777).toBe(0o600)
    expect(statSync(join(root, 'work')).mode & 0o777).toBe(0o700)
    expect(statSync(root).mode & 0o777).toBe(0o700)
  })
})

describe('no path leads out', () => {
  test.each(['../secret', '/etc/passwd', 'a/../../../secret', '%2e%2e/secret', String.raw`..\secret`])(
    '%s',
    async (path) => {
      writeFileSync(join(folder, 'secret'), 'keep')
      await expect(notes.read('all', path)).rejects.toMatchObject({ code: 'bad_input' })
      await expect(notes.write('all', path, 'x')).rejects.toMatchObject({ code: 'bad_input' })
      await expect(notes.remove('all', path)).rejects.toMatchObject({ code: 'bad_input' })
      for (const given of [path, `/memories/${path}`]) {
        await expect(inChat(view(given))).rejects.toMatchObject({ code: 'bad_input' })
        await expect(inChat(create(given, 'x'))).rejects.toMatchObject({ code: 'bad_input' })
        await expect(inChat({ command: 'delete', path: given })).rejects.toMatchObject({ code: 'bad_input' })
      }
      expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('keep')
    },
  )

  test('a link to a file outside is neither read, listed, written through nor moved', async () => {
    writeFileSync(join(outside, 'secret'), 'keep')
    const root = await notes.folder('all')
    symlinkSync(join(outside, 'secret'), join(root, 'link.md'))
    expect(await notes.list('all')).toEqual([])
    for (const work of [
      () => notes.read('all', 'link.md'),
      () => notes.write('all', 'link.md', 'x'),
      () => notes.remove('all', 'link.md'),
      () => inChat(view('/memories/link.md')),
      () => inChat({ command: 'str_replace', path: '/memories/link.md', old_str: 'keep', new_str: 'x' }),
      () => inChat({ command: 'insert', path: '/memories/link.md', insert_line: 0, insert_text: 'x' }),
      () => inChat({ command: 'rename', old_path: '/memories/link.md', new_path: '/memories/b.md' }),
    ])
      await expect(work()).rejects.toThrow('symbolic link')
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('keep')
  })

  test('a link to a folder outside is not gone through', async () => {
    const root = await notes.folder('all')
    symlinkSync(outside, join(root, 'work'))
    await expect(notes.write('all', 'work/a.md', 'x')).rejects.toThrow('symbolic link')
    await expect(inChat(create('/memories/work/a.md', 'x'))).rejects.toThrow('symbolic link')
    await notes.write('all', 'b.md', 'x')
    const move: MemoryCommand = {
      command: 'rename',
      old_path: '/memories/b.md',
      new_path: '/memories/work/b.md',
    }
    await expect(inChat(move)).rejects.toThrow('symbolic link')
    expect(readdirSync(outside)).toEqual([])
  })
})

describe('limits', () => {
  test('a note has at most 100 KB, however it grows', async () => {
    const most = 'x'.repeat(100_000)
    await expect(notes.write('all', 'a.md', `${most}x`)).rejects.toThrow('larger than 100 KB')
    await notes.write('all', 'a.md', most)
    await expect(
      inChat({ command: 'insert', path: '/memories/a.md', insert_line: 0, insert_text: 'y' }),
    ).rejects.toThrow('larger than 100 KB')
    await notes.write('all', 'a.md', `${'x'.repeat(99_999)}y`)
    await expect(
      inChat({ command: 'str_replace', path: '/memories/a.md', old_str: 'y', new_str: 'yy' }),
    ).rejects.toThrow('larger than 100 KB')
  })

  test('there are at most 200 notes, and those can still be changed', async () => {
    const root = await notes.folder('all')
    for (let at = 0; at < 200; at += 1) writeFileSync(join(root, `n${at}.md`), 'x')
    await expect(notes.write('all', 'more.md', 'x')).rejects.toThrow('200 notes already')
    await notes.write('all', 'n7.md', 'changed')
    expect(await notes.read('all', 'n7.md')).toBe('changed')
  })
})

describe('the commands of the model', () => {
  test('create, view, str_replace, insert, rename and delete do what their names say', async () => {
    expect(await inChat(create('/memories/work/a.md', 'one\ntwo\n'))).toContain('/memories/work/a.md')
    await expect(inChat(create('/memories/work/a.md', 'x'))).rejects.toThrow('exists already')
    expect(await inChat(view('/memories/work/a.md'))).toMatch(/1\tone\n +2\ttwo/)
    await inChat({
      command: 'str_replace',
      path: '/memories/work/a.md',
      old_str: 'one\ntwo',
      new_str: '$& 1\n2',
    })
    expect(await notes.read('all', 'work/a.md')).toBe('$& 1\n2\n')
    await inChat({ command: 'insert', path: '/memories/work/a.md', insert_line: 1, insert_text: 'between' })
    expect(await notes.read('all', 'work/a.md')).toBe('$& 1\nbetween\n2\n')
    expect(await inChat({ command: 'view', path: '/memories/work/a.md', view_range: [2, 2] })).toMatch(
      /2\tbetween$/,
    )
    await inChat({ command: 'rename', old_path: '/memories/work/a.md', new_path: '/memories/b.md' })
    expect(await inChat(view('/memories'))).toContain('/memories/b.md')
    await inChat({ command: 'delete', path: '/memories/b.md' })
    expect(await notes.list('all')).toEqual([])
  })

  test.each([
    [{ command: 'view', path: '/memories/no.md' }, 'does not exist'],
    [
      { command: 'str_replace', path: '/memories/a.md', old_str: 'no', new_str: '' },
      'does not stand verbatim',
    ],
    [{ command: 'str_replace', path: '/memories/a.md', old_str: 'a', new_str: '' }, 'more than once'],
    [{ command: 'str_replace', path: '/memories/no.md', old_str: 'a', new_str: '' }, 'no note'],
    [{ command: 'insert', path: '/memories/a.md', insert_line: 9, insert_text: 'x' }, 'insert_line'],
    [{ command: 'insert', path: '/memories/no.md', insert_line: 0, insert_text: 'x' }, 'does not exist'],
    [{ command: 'delete', path: '/memories' }, 'folder of all notes'],
    [{ command: 'delete', path: '/memories/no.md' }, 'no note'],
    [{ command: 'rename', old_path: '/memories/no.md', new_path: '/memories/b.md' }, 'does not exist'],
    [{ command: 'rename', old_path: '/memories/a.md', new_path: '/memories/a.md' }, 'already exists'],
    [{ command: 'rename', old_path: '/memories', new_path: '/memories/b' }, 'folder of all notes'],
    [{ command: 'create', path: '/memoriesx', file_text: '' }, 'begins with /memories/'],
    [{ command: 'create', path: '/memories/a.md/b.md', file_text: '' }, 'is a note and no folder'],
  ] satisfies [MemoryCommand, string][])('%j is refused: %s', async (command, why) => {
    await inChat(create('/memories/a.md', 'a b a'))
    await expect(inChat(command)).rejects.toThrow(why)
    expect(await notes.read('all', 'a.md')).toBe('a b a')
  })

  test('what the system says of an error is not told: it names folders of this computer', async () => {
    await inChat(create('/memories/work/a.md', 'x'))
    const into: MemoryCommand = {
      command: 'rename',
      old_path: '/memories/work',
      new_path: '/memories/work/b',
    }
    const failed = await inChat(into).catch((error: unknown) => error)
    expect(String(failed)).toContain('cannot be used now')
    expect(String(failed)).not.toContain(folder)
  })

  test('two changes at once are both kept', async () => {
    await inChat(create('/memories/a.md', 'top'))
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((at) =>
        inChat({ command: 'insert', path: '/memories/a.md', insert_line: 1, insert_text: `line ${at}` }),
      ),
    )
    expect((await notes.read('all', 'a.md')).split('\n')).toHaveLength(7)
  })
})

describe('a run of a schedule', () => {
  test('has notes of its own, and reads those of every conversation below all', async () => {
    await inChat(create('/memories/user.md', 'likes tea, see /memories/x'))
    await inChat(create('/memories/sub/deep.md', 'deep'))
    await inRun(create('/memories/log.md', 'ran'))
    const seen = await inRun(view('/memories'))
    expect(seen).toContain('\t/memories/log.md')
    expect(seen).toContain('\t/memories/all/user.md')
    expect(seen).not.toContain('\t/memories/user.md')
    expect(await inRun(view('/memories/all/user.md'))).toBe(
      "Here's the content of /memories/all/user.md with line numbers:\n     1\tlikes tea, see /memories/x",
    )
    expect(await inRun(view('/memories/all/sub'))).toContain('\t/memories/all/sub/deep.md')
    expect(await inRun(view('/memories/all'))).toContain('\t/memories/all/user.md')
    await expect(inRun(view('/memories/user.md'))).rejects.toThrow('does not exist')
    expect(await inChat(view('/memories'))).not.toContain('log.md')
    expect(await notes.read('schedule_1', 'log.md')).toBe('ran')
  })

  test.each([
    create('/memories/all/x.md', 'x'),
    create('/memories/all', 'x'),
    { command: 'str_replace', path: '/memories/all/user.md', old_str: 'tea', new_str: 'x' },
    { command: 'insert', path: '/memories/all/user.md', insert_line: 0, insert_text: 'x' },
    { command: 'delete', path: '/memories/all/user.md' },
    { command: 'delete', path: '/memories/all' },
    { command: 'rename', old_path: '/memories/all/user.md', new_path: '/memories/mine.md' },
    { command: 'rename', old_path: '/memories/mine.md', new_path: '/memories/all/x.md' },
  ] satisfies MemoryCommand[])('cannot change those: %j', async (command) => {
    await inChat(create('/memories/user.md', 'likes tea'))
    await expect(inRun(command)).rejects.toThrow('only reads them')
    expect(await notes.list('all')).toMatchObject([{ path: 'user.md', bytes: 9 }])
  })

  test('does not see the notes of another schedule', async () => {
    await notes.command('schedule_2', create('/memories/other.md', 'x'))
    expect(await inRun(view('/memories'))).not.toContain('other.md')
  })
})

test('what a crash left half done is no note, and is swept away', async () => {
  await notes.write('all', 'a.md', 'whole')
  const scope = join(folder, 'memory', 'all')
  writeFileSync(join(scope, '.aside-draft'), 'hal')
  mkdirSync(join(scope, '.aside-gone'))
  const again = createMemoryNotes(join(folder, 'memory'))
  expect(await again.list('all')).toMatchObject([{ path: 'a.md' }])
  await again.write('all', 'b.md', 'x')
  expect(readdirSync(scope)).toEqual(['memories'])
})
