import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRegularFile } from './open-regular-file.ts'
import { isInside, locate as locateFrom, locateEntry, type LocatedPath } from './working-directory.ts'

let base: string
let project: string

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-confinement-')))
  project = join(base, 'proj')
  mkdirSync(join(project, 'src', 'deep'), { recursive: true })
  mkdirSync(join(base, 'proj-secret'))
  writeFileSync(join(project, 'notes.txt'), 'inside')
  writeFileSync(join(project, 'src', 'deep', 'a.txt'), 'inside')
  writeFileSync(join(project, '..notes'), 'inside')
  writeFileSync(join(base, 'secret.txt'), 'outside')
  writeFileSync(join(base, 'proj-secret', 'key.txt'), 'outside')
  symlinkSync(base, join(project, 'up'))
  symlinkSync('../secret.txt', join(project, 'leak'))
  symlinkSync('leak', join(project, 'leak-again'))
  symlinkSync('../../proj-secret', join(project, 'src', 'beside'))
  symlinkSync('deep/a.txt', join(project, 'src', 'shortcut'))
  symlinkSync('../nothing-here', join(project, 'dangling-out'))
  symlinkSync('dangling-out', join(project, 'dangling-twice'))
  symlinkSync('nothing-here', join(project, 'dangling-in'))
  symlinkSync('loop-b', join(project, 'loop-a'))
  symlinkSync('loop-a', join(project, 'loop-b'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

function locate(folder: string, path: string): Promise<LocatedPath> {
  return locateFrom({ place: { workingDirectory: folder }, home: join(base, 'home') }, path)
}

async function content(path: string): Promise<string> {
  const handle = await openRegularFile(await locate(project, path))
  try {
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

describe('what is inside', () => {
  test.each([
    ['notes.txt', 'notes.txt'],
    ['./src/../notes.txt', 'notes.txt'],
    ['..notes', '..notes'],
    ['src/shortcut', 'src/deep/a.txt'],
    ['../proj/notes.txt', 'notes.txt'],
    ['up/proj/notes.txt', 'notes.txt'],
    ['.', '.'],
    ['', '.'],
  ])('%s is found as %s', async (path, shown) => {
    expect((await locate(project, path)).shown).toBe(shown)
  })

  test('an absolute path is allowed when it is inside', async () => {
    expect((await locate(project, join(project, 'notes.txt'))).shown).toBe('notes.txt')
  })

  test('a name with control characters is shown escaped', async () => {
    const name = 'evil\n\u001b[31m.txt'
    writeFileSync(join(project, name), 'x')
    expect((await locate(project, name)).shown).toBe('evil\\n\\u{1b}[31m.txt')
    rmSync(join(project, name))
  })
})

describe('what is outside', () => {
  test.each([
    ['..', '.'],
    ['../secret.txt', 'secret.txt'],
    ['../proj-secret/key.txt', 'proj-secret/key.txt'],
    ['leak', 'secret.txt'],
    ['leak-again', 'secret.txt'],
    ['up/secret.txt', 'secret.txt'],
    ['up', '.'],
    ['src/beside/key.txt', 'proj-secret/key.txt'],
    ['src/../../secret.txt', 'secret.txt'],
    ['notes.txt/../../secret.txt', 'secret.txt'],
    ['../proj/../proj-secret', 'proj-secret'],
  ])('%s is found to be %s outside', async (path, from) => {
    const real = join(base, from)
    expect(await locate(project, path)).toMatchObject({ real, shown: real, inside: false, exists: true })
  })

  test.each([
    ['../nothing-here', 'nothing-here'],
    ['dangling-out', 'nothing-here'],
    ['dangling-twice', 'nothing-here'],
    ['up/nothing/at/all', 'nothing/at/all'],
    ['src/beside/none', 'proj-secret/none'],
    ['~/notes.md', 'home/notes.md'],
    ['~', 'home'],
  ])('%s, which does not exist, is found to be %s outside', async (path, from) => {
    expect(await locate(project, path)).toMatchObject({
      real: join(base, from),
      inside: false,
      exists: false,
    })
  })

  test('what is in the home is shown with a tilde, everything else whole', async () => {
    expect((await locate(project, '~/a/b.md')).shown).toBe('~/a/b.md')
    expect((await locate(project, '~')).shown).toBe('~')
    expect((await locate(project, '/etc/passwd')).shown).toBe('/etc/passwd')
    expect((await locate(project, './~/a')).shown).toBe('~/a')
    expect((await locate(project, './~/a')).inside).toBe(true)
  })

  test.runIf(process.platform === 'linux')(
    'what the kernel makes up is outside even of the root, and a way through it is what it leads to',
    async () => {
      expect(await locate('/', '/proc/self/status')).toMatchObject({ inside: false })
      expect(await locate('/', '/dev/null')).toMatchObject({ inside: false })
      expect(await locate(project, '/proc/self/root/etc/passwd')).toMatchObject({
        real: '/etc/passwd',
        inside: false,
      })
      expect(await locate(project, `/proc/self/root${project}/notes.txt`)).toMatchObject({
        real: join(project, 'notes.txt'),
        inside: true,
      })
      expect(await locate(project, '/proc/self/cwd')).toMatchObject({ real: realpathSync(process.cwd()) })
    },
  )

  test('a folder beside, whose name begins the same, is not inside', () => {
    expect(isInside('/proj', '/proj-secret')).toBe(false)
    expect(isInside('/proj', '/proj/secret')).toBe(true)
  })
})

test('what is moved or deleted is the link itself, in the folder that it is really in', async () => {
  const around = { place: { workingDirectory: project }, home: base }
  expect(await locateEntry(around, 'leak')).toMatchObject({ real: join(project, 'leak'), inside: true })
  expect(await locateEntry(around, 'dangling-out')).toMatchObject({ inside: true, exists: true })
  expect(await locateEntry(around, 'up/secret.txt')).toMatchObject({
    real: join(base, 'secret.txt'),
    inside: false,
  })
})

describe('what cannot be read', () => {
  test('a link into nothing inside is said not to exist', async () => {
    expect(await locate(project, 'dangling-in')).toMatchObject({ inside: true, exists: false })
    await expect(content('dangling-in')).rejects.toThrow('does not exist')
  })

  test('links that go round are refused', async () => {
    await expect(locate(project, 'loop-a')).rejects.toThrow('leads in a circle')
  })

  test('a NUL in a path is refused', async () => {
    await expect(locate(project, 'notes.txt\0.png')).rejects.toThrow('NUL')
  })

  test('a working directory that is gone is said to be gone', async () => {
    await expect(locate(join(base, 'gone'), 'notes.txt')).rejects.toThrow('does not exist any more')
  })

  test('a folder is not opened as a file', async () => {
    await expect(content('src')).rejects.toThrow('is a folder')
  })

  test.skipIf(process.platform === 'win32')('a pipe is refused without waiting for a writer', async () => {
    execFileSync('mkfifo', [join(project, 'pipe')])
    await expect(content('pipe')).rejects.toThrow('not a regular file')
  })

  test.skipIf(process.platform === 'win32')('a socket is refused', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(join(project, 'sock'), resolve))
    await expect(content('sock')).rejects.toThrow('not a regular file')
    await new Promise((resolve) => server.close(resolve))
  })

  test('a file that became a link between the check and the opening is not followed', async () => {
    writeFileSync(join(project, 'swapped'), 'inside')
    const located = await locate(project, 'swapped')
    rmSync(join(project, 'swapped'))
    symlinkSync('../secret.txt', join(project, 'swapped'))
    await expect(openRegularFile(located)).rejects.toThrow('not a regular file')
  })

  test('a folder on the way that became a link between the check and the opening is noticed', async () => {
    mkdirSync(join(project, 'moving'))
    writeFileSync(join(project, 'moving', 'key.txt'), 'inside')
    const located = await locate(project, 'moving/key.txt')
    rmSync(join(project, 'moving'), { recursive: true })
    symlinkSync('../proj-secret', join(project, 'moving'))
    await expect(openRegularFile(located)).rejects.toThrow('changed just now')
  })
})

test('no path made of hostile steps that is outside is taken for inside', async () => {
  const step = fc.constantFrom(
    '..',
    '.',
    '',
    'src',
    'deep',
    'a.txt',
    'notes.txt',
    'up',
    'leak',
    'leak-again',
    'beside',
    'key.txt',
    'proj',
    'proj-secret',
    'secret.txt',
    'shortcut',
    'dangling-out',
    'loop-a',
    '..notes',
    '~',
    '%2e%2e',
    '..\\..',
    'etc',
    'passwd',
  )
  const paths = fc
    .tuple(
      fc.constantFrom('', '/', './', '../', `${base}/`, `${project}/`, `${project}-secret/`),
      fc.array(step, { maxLength: 8 }),
    )
    .map(([start, steps]) => start + steps.join('/'))
  let read = 0
  await fc.assert(
    fc.asyncProperty(paths, async (path) => {
      const at = await locate(project, path).catch(() => null)
      const found = await content(path).catch(() => null)
      if (at === null || found === null) return
      read += 1
      expect(at.inside).toBe(found === 'inside')
    }),
    { numRuns: 2000 },
  )
  // Otherwise a confinement that refuses everything would pass.
  expect(read).toBeGreaterThan(0)
})
