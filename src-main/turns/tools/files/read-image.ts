import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { attachmentLimits } from '../../../../src-shared/domain/attachment-limits.ts'
import type { Attachment } from '../../../../src-shared/domain/tool-step.ts'
import type { ReadContext, ToolResult } from '../tool.ts'
import { ToolRefusal } from '../tool-refusal.ts'
import { imageSize } from '../../../platform/image-size.ts'
import type { LocatedPath } from './working-directory.ts'

const { imageBytes: mostBytes, imagePixels: mostPixels } = attachmentLimits

const mediaTypes: Readonly<Record<string, Attachment['mediaType']>> = {
  'PNG image': 'image/png',
  'JPEG image': 'image/jpeg',
  'GIF image': 'image/gif',
  'WebP image': 'image/webp',
}

/** Whether `kind`, as `binaryKind` says it, is a picture that a model can look at. */
export function isImage(kind: string): boolean {
  return kind in mediaTypes
}

/** The picture itself for the model. Refuses what its API would refuse, because that would end the turn. */
export async function readImage(
  at: LocatedPath,
  handle: FileHandle,
  kind: string,
  context: ReadContext,
): Promise<ToolResult> {
  const { size } = await handle.stat()
  const mediaType = mediaTypes[kind]
  if (mediaType === undefined || size > mostBytes)
    throw new ToolRefusal(
      `"${at.shown}" is too large to be looked at: ${size} bytes, and ${mostBytes} are the most.`,
    )
  const bytes = await handle.readFile()
  const pixels = imageSize(bytes)
  if (pixels === null)
    throw new ToolRefusal(`"${at.shown}" begins like a ${kind}, but is broken, so it cannot be looked at.`)
  if (Math.max(pixels.width, pixels.height) > mostPixels)
    throw new ToolRefusal(
      `"${at.shown}" has ${pixels.width} × ${pixels.height} pixels; ${mostPixels} in each direction are the most.`,
    )
  const picture = await context.attach(bytes, { kind: 'image', mediaType, name: basename(at.shown) })
  return {
    content: `${at.shown} · ${size} bytes · ${kind}, ${pixels.width} × ${pixels.height} pixels`,
    isError: false,
    attachments: [picture],
  }
}
