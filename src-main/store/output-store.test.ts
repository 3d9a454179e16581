import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutputStore, type OutputStore, outputKey } from './output-store.ts'

const call = { messageId: 'message_1', toolUseId: 'toolu_1' }
let folder: string
let store: OutputStore

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-outputs-'))
  store = createOutputStore(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function write(text: string | Uint8Array, at = call, limit = 1024 * 1024): Promise<void> {
  const file = store.begin(at, limit)
  file.append(Buffer.from(text))
  await file.close()
}
const path = (at = call): string => join(folder, at.messageId, `${outputKey(at.toolUseId)}.log`)

test('what came is read, whole and in pieces, by its bytes', async () => {
  await write('one\ntwo\n')
  expect(await store.read(call, 0, 100)).toEqual({ text: 'one\ntwo\n', nextOffset: 8, totalBytes: 8 })
  expect(await store.read(call, 4, 100)).toEqual({ text: 'two\n', nextOffset: 8, totalBytes: 8 })
  expect(await store.read(call, 8, 100)).toEqual({ text: '', nextOffset: 8, totalBytes: 8 })
  expect(await store.read(call, 999, 100)).toEqual({ text: '', nextOffset: 8, totalBytes: 8 })
  expect(await store.read({ ...call, toolUseId: 'other' }, 0, 100)).toBeNull()
})

test('pieces end between characters, whatever their limit, and all of them are the whole', async () => {
  const text = 'a€😀ü'.repeat(50)
  await write(text)
  for (const limit of [1, 2, 3, 5, 7, 64]) {
    let whole = ''
    for (let offset = 0; ;) {
      const piece = await store.read(call, offset, limit)
      if (piece === null || piece.text === '') break
      expect(Buffer.byteLength(piece.text)).toBe(piece.nextOffset - offset)
      whole += piece.text
      offset = piece.nextOffset
    }
    expect(whole).toBe(text)
  }
})

test('an offset in the middle of a character goes on at the next one', async () => {
  await write('€uro')
  expect(await store.read(call, 1, 100)).toEqual({ text: 'uro', nextOffset: 6, totalBytes: 6 })
})

test('bytes that are no UTF-8 are replaced and never stop the reading', async () => {
  const junk = Buffer.from([0x61, 0xff, 0x80, 0x80, 0x80, 0x80, 0x80, 0xc3, 0x28, 0xf0, 0x9f])
  await write(junk)
  let offset = 0
  for (let reads = 0; offset < junk.length; reads += 1) {
    expect(reads).toBeLessThan(junk.length)
    const piece = await store.read(call, offset, 4)
    expect(piece?.nextOffset).toBeGreaterThan(offset)
    offset = piece?.nextOffset ?? 0
  }
  expect((await store.read(call, 0, 100))?.text).toMatch(/^a\ufffd+\(\ufffd$/)
})

test('the start of a character that is still being written waits for its rest', async () => {
  const file = store.begin(call, 100)
  const euro = Buffer.from('€')
  file.append(Buffer.concat([Buffer.from('a'), euro.subarray(0, 2)]))
  await expect.poll(async () => (await store.read(call, 0, 100))?.totalBytes).toBe(3)
  expect(await store.read(call, 0, 100)).toMatchObject({ text: 'a', nextOffset: 1 })
  file.append(euro.subarray(2))
  await file.close()
  expect(await store.read(call, 1, 100)).toMatchObject({ text: '€', nextOffset: 4 })
})

test('bytes past the limit are counted and dropped', async () => {
  const file = store.begin(call, 10)
  file.append(Buffer.from('12345678'))
  expect(file.isCut).toBe(false)
  file.append(Buffer.from('90abc'))
  expect({ bytes: file.bytes, isCut: file.isCut }).toEqual({ bytes: 13, isCut: true })
  await file.close()
  expect((await store.read(call, 0, 100))?.text).toBe('1234567890')
})

test('a call that begins anew, after a restart too, has an empty output', async () => {
  await write('of the process before')
  store = createOutputStore(folder)
  await write('new')
  expect((await store.read(call, 0, 100))?.text).toBe('new')
})

test('nobody else reads the files, and a tool-use id is no path', async () => {
  await write('x', { messageId: 'message_1', toolUseId: '../../../evil' })
  await write('y', { messageId: '../evil', toolUseId: 'toolu' })
  expect(readdirSync(join(folder, '..')).includes('evil')).toBe(false)
  expect(statSync(path({ messageId: 'message_1', toolUseId: '../../../evil' })).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'message_1')).mode & 0o777).toBe(0o700)
})

test('where the disk takes nothing the output is cut and nothing breaks', async () => {
  store = createOutputStore(join('/dev/null', 'outputs'))
  const file = store.begin(call, 100)
  file.append(Buffer.from('x'))
  await file.close()
  expect(file.isCut).toBe(true)
})

test('outputs of messages that are gone are removed, all but what is being written', async () => {
  const gone = { messageId: 'message_gone', toolUseId: 't' }
  const written = { messageId: 'message_new', toolUseId: 't' }
  await write('kept')
  await write('gone', gone)
  const file = store.begin(written, 100)
  file.append(Buffer.from('coming'))
  await expect.poll(() => readdirSync(folder)).toContain('message_new')
  await store.prune((id) => id === call.messageId)
  await file.close()
  expect(readdirSync(folder).toSorted()).toEqual(['message_1', 'message_new'])
})

test('past the size the oldest go first', async () => {
  store = createOutputStore(folder, 250)
  const calls = [1, 2, 3].map((n) => ({ messageId: `message_${n}`, toolUseId: 't' }))
  for (const [index, each] of calls.entries()) {
    await write('x'.repeat(100), each)
    utimesSync(path(each), 1000 + index, 1000 + index)
  }
  await store.prune(() => true)
  expect(readdirSync(folder).toSorted()).toEqual(['message_2', 'message_3'])
})
