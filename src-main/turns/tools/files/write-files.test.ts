import { createHash } from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlannedChange } from '../../../file-history/file-history.ts'
import { callFileTool } from './testing/call-file-tool.ts'

let folder: string
let planned: PlannedChange[]

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-write-files-')))
  planned = []
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
    },
    context: {
      keeper: {
        before: (changes) => {
          planned.push(...changes)
          return Promise.resolve()
        },
        beforeTree: () => Promise.resolve(),
        after: () => Promise.resolve({ changes: [], unkept: null }),
      },
    },
  })
}

describe('write_file', () => {
  test('a new file is made, with the folders on the way', async () => {
    const result = await call('write_file', { path: 'notes/2026/today.md', content: 'one\ntwo\n' })
    expect(result).toMatchObject({
      isError: false,
      content: 'Made notes/2026/today.md, +2 −0 (8 bytes).',
      detail: { did: 'Made notes/2026/today.md, +2 −0' },
      operation: {
        effects: ['write-inside'],
        words: 'Write notes/2026/today.md',
        mustAsk: null,
        sends: false,
        parts: [{ kind: 'path', access: 'write', path: at('notes/2026/today.md') }],
        diff: '--- a/notes/2026/today.md\n+++ b/notes/2026/today.md\n@@ -0,0 +1,2 @@\n+one\n+two\n',
      },
    })
    expect(text('notes/2026/today.md')).toBe('one\ntwo\n')
    expect(planned).toEqual([
      {
        path: at('notes/2026/today.md'),
        intended: { kind: 'file', hash: sha('one\ntwo\n'), bytes: 8, mode: 0o666 & ~process.umask() },
      },
    ])
    expect(statSync(at('notes/2026/today.md')).mode & 0o777).toBe(planned[0]?.intended?.mode)
    expect(readdirSync(at('notes/2026'))).toEqual(['today.md'])
  })

  test('a file that is there is replaced and keeps its mode', async () => {
    write('run.sh', 'echo a\necho b\n')
    chmodSync(at('run.sh'), 0o750)
    const result = await call('write_file', { path: 'run.sh', content: 'echo a\necho c\necho d\n' })
    expect(result.detail?.did).toBe('Wrote run.sh, +2 −1')
    expect(result.operation?.diff).toContain('-echo b\n+echo c\n+echo d\n')
    expect(statSync(at('run.sh')).mode & 0o777).toBe(0o750)
  })

  test('through a link the file that it leads to is replaced, and the link stays', async () => {
    write('real.txt', 'old')
    symlinkSync('real.txt', at('link.txt'))
    expect((await call('write_file', { path: 'link.txt', content: 'new' })).operation?.words).toBe(
      'Write real.txt',
    )
    expect(readlinkSync(at('link.txt'))).toBe('real.txt')
    expect(text('real.txt')).toBe('new')
  })

  test('a file of any size is replaced, but only text is compared', async () => {
    write('a.bin', new Uint8Array([0, 1, 2]))
    const result = await call('write_file', { path: 'a.bin', content: 'text' })
    expect(result).toMatchObject({ isError: false, detail: { did: 'Wrote a.bin' } })
    expect(result.operation).not.toHaveProperty('diff')
  })

  test('a folder is not written to', async () => {
    mkdirSync(at('src'))
    for (const path of ['src', '.', 'src/', 'new/'])
      expect(await call('write_file', { path, content: '' })).toMatchObject({
        isError: true,
        content: expect.stringContaining('is a folder'),
      })
  })

  test('what a crash left of the same call is not in the way', async () => {
    await call('write_file', { path: 'a', content: 'a' })
    write(unfinishedOf('message', 'call'), 'half')
    expect(await call('write_file', { path: 'a', content: 'whole' })).toMatchObject({ isError: false })
    expect(readdirSync(folder)).toEqual(['a'])
    expect(text('a')).toBe('whole')
  })
})

function unfinishedOf(messageId: string, toolUseId: string): string {
  return `.dormouse-${sha(JSON.stringify([messageId, toolUseId])).slice(0, 20)}.tmp`
}

describe('edit_file', () => {
  test('the text is replaced where it stands, and the change is told', async () => {
    write('src/app.ts', 'a\nb\nc\nd\ne\nf\ng\nh\n')
    const result = await call('edit_file', { path: 'src/app.ts', old_string: 'e\n', new_string: 'E1\nE2\n' })
    expect(result).toMatchObject({
      isError: false,
      content: 'Edited src/app.ts, +2 −1 (in 1 place).',
      detail: { did: 'Edited src/app.ts, +2 −1' },
      operation: {
        words: 'Edit src/app.ts',
        diff: '--- a/src/app.ts\n+++ b/src/app.ts\n@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+E1\n+E2\n f\n g\n h\n',
      },
    })
    expect(text('src/app.ts')).toBe('a\nb\nc\nd\nE1\nE2\nf\ng\nh\n')
  })

  test('byte order mark, line ends, mode and a missing final newline stay', async () => {
    write('dos.txt', '\ufeffone\r\ntwo\r\nthree')
    chmodSync(at('dos.txt'), 0o640)
    await call('edit_file', { path: 'dos.txt', old_string: 'one\ntwo', new_string: '1\n2\n2b' })
    expect(text('dos.txt')).toBe('\ufeff1\r\n2\r\n2b\r\nthree')
    expect(statSync(at('dos.txt')).mode & 0o777).toBe(0o640)
  })

  test('a refused edit changes nothing and says why', async () => {
    write('a.txt', 'x y x\n')
    for (const [input, why] of [
      [{ old_string: 'z', new_string: '' }, 'is not in "a.txt"'],
      [{ old_string: 'x', new_string: 'z' }, '2 times'],
      [{ old_string: 'y', new_string: 'y' }, 'the same'],
    ] as const)
      expect(await call('edit_file', { path: 'a.txt', ...input })).toMatchObject({
        isError: true,
        content: expect.stringContaining(why),
        operation: null,
      })
    expect(text('a.txt')).toBe('x y x\n')
    expect(
      (await call('edit_file', { path: 'a.txt', old_string: 'x', new_string: 'z', replace_all: true }))
        .content,
    ).toContain('in 2 places')
    expect(text('a.txt')).toBe('z y z\n')
  })

  test.each([
    ['UTF-16', Buffer.from('\ufeffhello', 'utf16le'), 'UTF-16 text'],
    ['binary', Buffer.from([1, 0, 2]), 'binary data'],
    ['Latin-1', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'another encoding'],
    ['too large', Buffer.alloc(5 * 1024 * 1024, 'a'), 'too large'],
  ])('%s is refused and left as it is', async (_kind, bytes, why) => {
    write('a.bin', bytes)
    expect(await call('edit_file', { path: 'a.bin', old_string: 'a', new_string: 'b' })).toMatchObject({
      isError: true,
      content: expect.stringContaining(why),
    })
    expect(readFileSync(at('a.bin')).equals(bytes)).toBe(true)
  })

  test('a file that another program changes meanwhile is not overwritten', async () => {
    write('a.txt', 'one')
    const result = await callFileTool({
      name: 'edit_file',
      input: { path: 'a.txt', old_string: 'one', new_string: 'two' },
      folder,
      context: {
        keeper: {
          before: () => {
            writeFileSync(at('a.txt'), 'written by somebody else')
            return Promise.resolve()
          },
          beforeTree: () => Promise.resolve(),
          after: () => Promise.resolve({ changes: [], unkept: null }),
        },
      },
    })
    expect(result).toMatchObject({ isError: true, content: expect.stringContaining('changed just now') })
    expect(text('a.txt')).toBe('written by somebody else')
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })
})

test('a file with other names says so, and they keep what they have', async () => {
  const other = mkdtempSync(join(tmpdir(), 'dormouse-other-'))
  writeFileSync(join(other, 'outside'), 'theirs')
  linkSync(join(other, 'outside'), at('inside'))
  const result = await call('write_file', { path: 'inside', content: 'mine' })
  expect(result.operation?.words).toContain('the same file has other names')
  expect(text('inside')).toBe('mine')
  await call('edit_file', { path: 'inside', old_string: 'mine', new_string: 'mine 2' })
  expect(readFileSync(join(other, 'outside'), 'utf8')).toBe('theirs')
  rmSync(other, { recursive: true })
})
