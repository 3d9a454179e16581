import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isInside, locate, openRegularFile } from './working-directory.ts'

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
  symlinkSync('../../../proj-secret', join(project, 'src', 'beside'))
  symlinkSync('deep/a.txt', join(project, 'src', 'shortcut'))
  symlinkSync('../nothing-here', join(project, 'dangling-out'))
  symlinkSync('dangling-out', join(project, 'dangling-twice'))
  symlinkSync('nothing-here', join(project, 'dangling-in'))
  symlinkSync('loop-b', join(project, 'loop-a'))
  symlinkSync('loop-a', join(project, 'loop-b'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

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
    '..',
    '../secret.txt',
    '../proj-secret/key.txt',
    '/etc/passwd',
    '/',
    'leak',
    'leak-again',
    'up/secret.txt',
    'up',
    'src/beside/key.txt',
    'src/../../secret.txt',
    'notes.txt/../../secret.txt',
  ])('%s is refused', async (path) => {
    await expect(locate(project, path)).rejects.toThrow('is outside the working directory')
  })

  test.each([
    '../nothing-here',
    '/no/such/file',
    'dangling-out',
    'dangling-twice',
    'up/nothing',
    'src/beside/none',
  ])('%s, which does not exist, is refused in the same words', async (path) => {
    await expect(locate(project, path)).rejects.toThrow('is outside the working directory')
  })

  test('a folder beside, whose name begins the same, is not inside', () => {
    expect(isInside('/proj', '/proj-secret')).toBe(false)
    expect(isInside('/proj', '/proj/secret')).toBe(true)
  })
})

describe('what cannot be read', () => {
  test('a link into nothing inside is said not to exist', async () => {
    await expect(locate(project, 'dangling-in')).rejects.toThrow('does not exist')
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
    await expect(openRegularFile(located)).rejects.toThrow('changed while it was being opened')
  })
})

test('no path made of hostile steps ever reads anything outside', async () => {
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
      const found = await content(path).catch(() => null)
      if (found === null) return
      read += 1
      expect(found).toBe('inside')
    }),
    { numRuns: 2000 },
  )
  // Otherwise a confinement that refuses everything would pass.
  expect(read).toBeGreaterThan(0)
})
