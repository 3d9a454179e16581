import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { systemIds } from '../../platform/ids.ts'
import { createBlobStore, type FileBlobs } from '../../store/blob-store.ts'
import { createFakeDesktop, type FakeDesktop } from '../../testing/fake-desktop.ts'
import { createOpenedCopies, type OpenedCopies } from './opened-copies.ts'

const pdf = Buffer.from('%PDF-1.4\n%%EOF')
let root: string
let blobs: FileBlobs
let desktop: FakeDesktop
let copies: OpenedCopies
const warned: string[] = []
const ids = systemIds(systemClock)
const logger = {
  debug: () => {},
  info: () => {},
  warn: (words: string) => warned.push(words),
  error: () => {},
}
const start = (): OpenedCopies =>
  createOpenedCopies({ folder: join(root, 'opened'), blobs, ids, logger, desktop })

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dormouse-opened-'))
  blobs = createBlobStore(join(root, 'blobs'), ids)
  desktop = createFakeDesktop()
  copies = start()
  warned.length = 0
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

it('an attached PDF is opened as a copy that only its user can read', async () => {
  await copies.open(await blobs.put(pdf), 'offer\u202egnp.exe')
  const [path = ''] = desktop.openedFiles
  expect(basename(path)).toBe('offer gnp.exe.pdf')
  expect(readFileSync(path)).toEqual(pdf)
  expect([mode(path), mode(dirname(path)), mode(dirname(dirname(path)))]).toEqual(['400', '700', '700'])
})

it('opened once more it is the same copy, and two files of one name are two', async () => {
  const other = await blobs.put(Buffer.concat([pdf, Buffer.from('\n')]))
  const blob = await blobs.put(pdf)
  for (const each of [blob, blob, other]) await copies.open(each, 'a.pdf')
  const [first, second, third] = desktop.openedFiles
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

it('copies are gone when the application ends, and those of one that was killed when it starts', async () => {
  const blob = await blobs.put(pdf)
  await copies.open(blob, 'a.pdf')
  await copies.clear()
  expect(existsSync(join(root, 'opened'))).toBe(false)
  await copies.open(blob, 'a.pdf')
  const next = start()
  void next.clear()
  await next.open(blob, 'b.pdf')
  expect(desktop.openedFiles.map((path) => existsSync(path))).toEqual([false, false, true])
  expect(warned).toEqual([])
})

it('what is no picture and no PDF, or not kept any more, is not opened', async () => {
  const script = await blobs.put(Buffer.from('#!/bin/sh\n'))
  await expect(copies.open(script, 'a.pdf')).rejects.toMatchObject({ code: 'bad_input' })
  await expect(copies.open('0'.repeat(64), 'a.pdf')).rejects.toMatchObject({ code: 'not_found' })
  expect(desktop.openedFiles).toEqual([])
})

it('where no program opens it, that is said in words, and it can be tried again', async () => {
  const blob = await blobs.put(pdf)
  const works = desktop.openFile
  desktop.openFile = () => Promise.reject(new Error('No program of this system opened it.'))
  await expect(copies.open(blob, 'a.pdf')).rejects.toMatchObject({
    code: 'unavailable',
    message: 'No program of this system opened it.',
  })
  desktop.openFile = works
  await copies.open(blob, 'a.pdf')
  expect(desktop.openedFiles).toHaveLength(1)
})

it('a file is saved where the user wants it, and nowhere when they want it nowhere', async () => {
  const blob = await blobs.put(pdf)
  expect(await copies.save(blob, 'a')).toBeNull()
  const asked: string[] = []
  desktop.chooseFileToSave = (name) => {
    asked.push(name)
    return Promise.resolve(join(root, 'mine.pdf'))
  }
  expect(await copies.save(blob, 'a')).toBe(join(root, 'mine.pdf'))
  expect([asked, readFileSync(join(root, 'mine.pdf'))]).toEqual([['a.pdf'], pdf])
  desktop.chooseFileToSave = () => Promise.resolve(join(root, 'none', 'mine.pdf'))
  await expect(copies.save(blob, 'a')).rejects.toMatchObject({ code: 'unavailable' })
})
