import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ToolResult } from '../tool.ts'
import { callFileTool } from './testing/call-file-tool.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-files-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), content)
}

function run(name: string, input: unknown, signal = new AbortController().signal): Promise<ToolResult> {
  return callFileTool({ name, input, folder, context: { signal } })
}

async function lines(name: string, input: unknown): Promise<string[]> {
  const result = await run(name, input)
  expect(result.isError).toBe(false)
  return result.content.split('\n')
}

describe('list_directory', () => {
  test('it lists kind, size and name, sorted', async () => {
    write('b.txt', '12345')
    write('a/inner.txt', '')
    symlinkSync('b.txt', join(folder, 'c'))
    expect(await lines('list_directory', {})).toEqual([
      'The working directory (3 entries)',
      'dir  -  a/',
      'file  5  b.txt',
      'link  -  c -> b.txt',
    ])
    expect(await lines('list_directory', { path: 'a' })).toEqual(['a/ (1 entry)', 'file  0  inner.txt'])
  })

  test('a name cannot forge a row', async () => {
    write('x\nfile  1  forged', 'x')
    expect(await lines('list_directory', {})).toEqual([
      'The working directory (1 entry)',
      'file  1  x\\nfile  1  forged',
    ])
  })

  test('beyond 500 entries it says how many are not shown', async () => {
    for (let at = 0; at < 503; at += 1) write(`f${String(at).padStart(3, '0')}`, '')
    const rows = await lines('list_directory', { path: '.' })
    expect(rows[0]).toBe('The working directory (503 entries)')
    expect(rows).toHaveLength(502)
    expect(rows.at(-1)).toContain('and 3 more')
  })

  test('missing and file are errors that say what to do', async () => {
    write('a.txt', '')
    expect(await run('list_directory', { path: 'no' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('does not exist'),
    })
    expect(await run('list_directory', { path: 'a.txt' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('not a folder'),
    })
  })
})

describe('read_file', () => {
  test('the text comes back as it is, after a header', async () => {
    write('notes.txt', 'one\r\n\n  three')
    expect(await lines('read_file', { path: 'notes.txt' })).toEqual([
      'notes.txt · 13 bytes · lines 1–3, to the end',
      'one\r',
      '',
      '  three',
    ])
  })

  test('a part says how to go on', async () => {
    write('notes.txt', 'one\ntwo\nthree\nfour\n')
    expect(await lines('read_file', { path: 'notes.txt', offset: 2, limit: 2 })).toEqual([
      'notes.txt · 19 bytes · lines 2–3',
      'two',
      'three',
      '[More follows. Continue with offset 4.]',
    ])
    expect(await lines('read_file', { path: 'notes.txt', offset: 4, limit: 2 })).toEqual([
      'notes.txt · 19 bytes · line 4, to the end',
      'four',
    ])
    expect((await run('read_file', { path: 'notes.txt', offset: 5 })).content).toContain(
      'it has 4 lines, so there is no line 5',
    )
  })

  test('an empty file is said to be empty', async () => {
    write('none', '')
    expect(await lines('read_file', { path: 'none' })).toEqual(['none · 0 bytes · empty'])
  })

  test('a huge file is cut at 256 KiB on a line boundary', async () => {
    write('big.txt', `${'x'.repeat(999)}\n`.repeat(5000))
    const rows = await lines('read_file', { path: 'big.txt' })
    expect(rows[0]).toBe('big.txt · 5000000 bytes · lines 1–262')
    expect(rows.at(-1)).toBe('[More follows. Continue with offset 263.]')
  })

  test('one line longer than that is cut, never through a character', async () => {
    write('long.txt', `${'a'.repeat(256 * 1024 - 1)}€${'b'.repeat(10)}\nnext\n`)
    const rows = await lines('read_file', { path: 'long.txt' })
    expect(rows[1]).toBe('a'.repeat(256 * 1024 - 1))
    expect(rows[2]).toContain('The line after it: offset 2')
    expect(await lines('read_file', { path: 'long.txt', offset: 2 })).toContain('next')
  })

  test('binary files are refused with kind and size', async () => {
    write('a.zip', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]))
    write('b.bin', new Uint8Array([65, 0, 66]))
    expect(await run('read_file', { path: 'a.zip' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('ZIP archive or office document, 6 bytes'),
    })
    expect(await run('read_file', { path: 'b.bin' })).toMatchObject({
      isError: true,
      content: expect.stringContaining('binary data'),
    })
  })

  test('bytes that are no UTF-8 are replaced', async () => {
    write('latin', new Uint8Array([0x63, 0x61, 0x66, 0xe9]))
    expect((await lines('read_file', { path: 'latin' }))[1]).toBe('caf\ufffd')
  })

  test('a cancelled turn stops the reading', async () => {
    write('notes.txt', 'x')
    await expect(
      run('read_file', { path: 'notes.txt' }, AbortSignal.abort(new Error('cancelled'))),
    ).rejects.toThrow('cancelled')
  })
})
