import { z } from 'zod'
import { attachmentLimits } from '../../src-shared/domain/attachment-limits.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import { imageSize } from '../platform/image-size.ts'
import { imageKind } from './image-kind.ts'
import { serverLine } from './server-text.ts'

/** The result of a call as a server gave it. */
export interface CallAnswer {
  readonly content: readonly unknown[]
  readonly structuredContent?: unknown
  readonly isError?: boolean | undefined
}

export type Attach = (
  bytes: Uint8Array,
  what: Pick<Attachment, 'kind' | 'mediaType' | 'name'>,
) => Promise<Attachment>

/** Bytes of text that is kept for the model, and of one image; and how many images. */
const mostText = 400 * 1024
const { imageBytes: mostImage, imagePixels: mostPixels } = attachmentLimits
const mostImages = 10

const blockSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image'), data: z.string() }),
  z.looseObject({ type: z.literal('audio') }),
  z.looseObject({ type: z.literal('resource_link'), uri: z.string(), name: z.string().optional() }),
  z.looseObject({
    type: z.literal('resource'),
    resource: z.looseObject({
      uri: z.string(),
      mimeType: z.string().optional(),
      text: z.string().optional(),
    }),
  }),
])
type ContentBlock = z.infer<typeof blockSchema>

/**
 * What a server answered, as text and pictures for a model. The SDK's `helpers/beta/mcp` is not used: it throws at audio
 * and links, believes what an image is said to be, and has no limits.
 */
export async function readAnswer(
  answer: CallAnswer,
  parts: { readonly attach: Attach; hide(text: string): string },
): Promise<{ readonly text: string; readonly attachments: readonly Attachment[] }> {
  const texts: string[] = []
  const attachments: Attachment[] = []
  for (const each of answer.content) {
    const block = blockSchema.safeParse(each)
    if (!block.success) texts.push('[Something that Dormouse cannot read was left out.]')
    else if (block.data.type !== 'image') texts.push(blockText(block.data))
    else {
      const kept =
        attachments.length < mostImages
          ? await keepImage(block.data.data, attachments.length + 1, parts.attach)
          : null
      if (kept === null)
        texts.push(
          '[An image was left out: it is too big, or broken, or of an unknown kind, or one too many.]',
        )
      else attachments.push(kept)
    }
  }
  if (answer.content.length === 0 && answer.structuredContent !== undefined)
    texts.push(JSON.stringify(answer.structuredContent, null, 1))
  if (texts.length === 0 && attachments.length === 0) texts.push('(The answer is empty.)')
  return { text: capped(parts.hide(texts.join('\n\n'))), attachments }
}

function blockText(block: Exclude<ContentBlock, { type: 'image' }>): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'audio':
      return '[A piece of audio was left out.]'
    case 'resource_link':
      return `[A link to a resource: ${serverLine(block.name ?? '', 200)} ${serverLine(block.uri, 1000)}]`
    case 'resource': {
      const { uri, mimeType = 'of an unknown kind', text } = block.resource
      const name = serverLine(uri, 1000)
      return text === undefined
        ? `[A file was left out: ${name}, ${serverLine(mimeType, 100)}]`
        : `${name}:\n${text}`
    }
  }
}

async function keepImage(data: string, number: number, attach: Attach): Promise<Attachment | null> {
  if (data.length > Math.ceil(mostImage / 3) * 4 + 4) return null
  const bytes = Buffer.from(data, 'base64')
  const mediaType = imageKind(bytes)
  if (mediaType === null || bytes.length > mostImage) return null
  // The model's API would refuse the whole request, and every later one that holds it.
  const size = imageSize(bytes)
  if (size === null || Math.max(size.width, size.height) > mostPixels) return null
  return attach(bytes, { kind: 'image', mediaType, name: `image ${number}.${mediaType.slice(6)}` })
}

/** At most so many bytes, cut between characters, with a word about it. Lone surrogates, which no API takes, go. */
function capped(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= mostText) return bytes.toString()
  let end = mostText
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return `${bytes.toString('utf8', 0, end)}\n[Cut off: the answer is longer than 400 KB, and this is its beginning. Ask for less at a time.]`
}
