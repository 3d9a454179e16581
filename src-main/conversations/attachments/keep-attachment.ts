import { attachmentLimits } from '../../../src-shared/domain/attachment-limits.ts'
import { formatBytes } from '../../../src-shared/domain/format-bytes.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import type { Clock } from '../../platform/clock.ts'
import { badInput } from '../../platform/route-failure.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import { imageSize } from '../../platform/image-size.ts'
import { pdfText } from '../../turns/tools/files/pdf-text.ts'
import { ToolRefusal } from '../../turns/tools/tool-refusal.ts'
import { plainLine } from '../../turns/tools/plain-line.ts'
import { attachmentKind } from './attachment-kind.ts'

const { imageBytes, imagePixels, documentBytes, documentPages } = attachmentLimits
const longestName = 255

/**
 * Keeps what the user wants to send. Rejects with `bad_input` in words where the Messages API would refuse it: it is no
 * picture or PDF, broken, or too large; who shows that says of which file. On the disk for good when it resolves.
 */
export async function keepAttachment(
  { name: given, bytes }: { readonly name: string; readonly bytes: Buffer<ArrayBuffer> },
  { blobs, clock }: { readonly blobs: Pick<BlobStore, 'put'>; readonly clock: Clock },
): Promise<Attachment> {
  const name = plainLine(given, longestName)
  const found = attachmentKind(bytes)
  if (found === null)
    throw badInput(
      'It is no picture (PNG, JPEG, GIF, WebP) and no PDF. Only these can be sent with a message.',
    )
  if (found.kind === 'image') checkImage(bytes)
  else await checkDocument(bytes, clock)
  return { ...found, blob: await blobs.put(bytes), bytes: bytes.length, name }
}

function checkImage(bytes: Buffer): void {
  if (bytes.length > imageBytes) throw tooLarge(bytes, 'picture', imageBytes)
  const pixels = imageSize(bytes)
  if (pixels === null)
    throw badInput('It begins like a picture, but is broken. Save it again, and attach that.')
  const { width, height } = pixels
  if (Math.max(width, height) > imagePixels)
    throw badInput(
      `It has ${width} × ${height} pixels; ${imagePixels} in each direction are the most. Make it smaller, and attach that.`,
    )
}

async function checkDocument(bytes: Buffer<ArrayBuffer>, clock: Clock): Promise<void> {
  if (bytes.length > documentBytes) throw tooLarge(bytes, 'PDF', documentBytes)
  const { signal } = new AbortController()
  const { pages } = await pdfText(
    bytes,
    { first: 1, last: 0, most: 0 },
    { signal, clock, keeps: true },
  ).catch((error: unknown) => {
    throw error instanceof ToolRefusal ? badInput(error.message) : error
  })
  if (pages > documentPages)
    throw badInput(
      `It has ${pages} pages, and ${documentPages} are the most in a message. Put it into the working directory: the assistant reads any number of pages there.`,
    )
}

function tooLarge({ length }: Buffer, what: string, most: number): Error {
  return badInput(
    `It is too large: ${formatBytes(length)}, and ${formatBytes(most)} are the most for a ${what}. Make it smaller, or put it into the working directory and name it.`,
  )
}
