import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { systemClock } from '../../platform/clock.ts'
import { systemIds } from '../../platform/ids.ts'
import { createBlobStore, type FileBlobs } from '../../store/blob-store.ts'
import { makePdf } from '../../turns/tools/files/testing/make-pdf.ts'
import { checkAttachments } from './check-attachments.ts'
import { decodeBase64 } from './decode-base64.ts'
import { keepAttachment } from './keep-attachment.ts'

let folder: string
let blobs: FileBlobs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-blobs-'))
  blobs = createBlobStore(folder, systemIds(systemClock))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const png = (width: number, height: number, bytes = 100): Buffer<ArrayBuffer> => {
  const image = Buffer.alloc(bytes)
  image.write('89504e470d0a1a0a0000000d49484452', 'hex')
  image.writeUInt32BE(width, 16)
  image.writeUInt32BE(height, 20)
  return image
}
const keep = (name: string, bytes: Uint8Array): Promise<Attachment> =>
  keepAttachment({ name, bytes: Buffer.from(bytes) }, { blobs, clock: systemClock })

describe('keeping', () => {
  it('a picture is kept as what it is, whatever it is called', async () => {
    const bytes = png(4, 3)
    const kept = await keep('cat\u202egnp.pdf\n', bytes)
    expect(kept).toEqual({
      kind: 'image',
      mediaType: 'image/png',
      bytes: 100,
      name: expect.not.stringContaining('\u202e'),
      blob: createHash('sha256').update(bytes).digest('hex'),
    })
    expect(await blobs.read(kept.blob)).toEqual(bytes)
  })
  it('a PDF is kept, one without any text too', async () => {
    expect(await keep('scan.pdf', makePdf(['', '']))).toMatchObject({
      kind: 'document',
      mediaType: 'application/pdf',
      name: 'scan.pdf',
    })
  })
  it.each([
    ['text', Buffer.from('hello'), 'is no picture (PNG, JPEG, GIF, WebP) and no PDF'],
    ['a broken picture', png(0, 3), 'is broken'],
    ['a picture that is too large', png(4, 3, 3_932_161), 'is too large: 3.8 MB, and 3.8 MB are the most'],
    ['a picture with too many pixels', png(8001, 3), 'has 8001 × 3 pixels; 8000 in each direction'],
    ['a broken PDF', Buffer.from('%PDF-1.4\nnothing'), 'it is broken'],
    [
      'a PDF with too many pages',
      makePdf(Array.from({ length: 101 }, () => 'x')),
      'has 101 pages, and 100 are the most',
    ],
    [
      'a PDF that is too large',
      Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20_971_520)]),
      '20 MB are the most for a PDF',
    ],
  ])('%s is refused with the limit', async (_what, bytes, words) => {
    await expect(keep('a.bin', bytes)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining(words),
    })
  })
})

describe('checking what is sent', () => {
  const of = (part: Partial<Attachment>): Attachment => ({
    kind: 'image',
    mediaType: 'image/png',
    blob: '0'.repeat(64),
    bytes: 100,
    name: 'a.png',
    ...part,
  })
  const refused = async (attachments: readonly Attachment[]): Promise<string> => {
    const error: unknown = await checkAttachments(blobs, attachments).catch((thrown: unknown) => thrown)
    return error instanceof Error ? error.message : 'nothing'
  }
  it('what was kept passes, and is left by the sweeps until its message had time to come', async () => {
    const kept = await keep('a.png', png(4, 3))
    const sweep = (): Promise<number> => blobs.sweep(() => false)
    expect(await sweep()).toBe(0)
    expect(await refused([kept])).toBe('nothing')
    expect(await sweep()).toBe(0)
    expect(await sweep()).toBe(1)
    expect(await refused([kept])).toBe('“a.png” is not kept any more. Attach it again.')
  })
  it('what it is said to be is what it is', async () => {
    const kept = await keep('a.png', png(4, 3))
    for (const part of [{ mediaType: 'image/jpeg' }, { kind: 'document' }, { bytes: 99 }] as const)
      expect(await refused([{ ...kept, ...part }])).toContain('is not what it is said to be')
  })
  it('too many and too much are refused before anything is read', async () => {
    expect(await refused(Array.from({ length: 21 }, () => of({})))).toContain('21 files are attached, and 20')
    expect(await refused([of({ bytes: 11_000_000 }), of({ bytes: 11_000_000 })])).toContain(
      'have 21 MB together',
    )
  })
})

describe('base64', () => {
  it.each([0, 1, 2, 3, 786_431, 786_432, 786_433, 2_000_000])(
    '%i bytes come back as they were',
    async (length) => {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 31) % 256))
      expect((await decodeBase64(bytes.toString('base64')))?.equals(bytes)).toBe(true)
    },
  )
  it.each(['a', 'ab=c', 'a===', 'a b=', 'ab-_', 'ab==ab==', '=abc'])('%s is none', async (text) => {
    expect(await decodeBase64(text)).toBeNull()
  })
})
