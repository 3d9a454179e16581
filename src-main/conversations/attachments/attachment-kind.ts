import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { binaryKind } from '../../turns/tools/files/file-kind.ts'

export type AttachmentKind = Pick<Attachment, 'kind' | 'mediaType'>

const kinds: Readonly<Record<string, AttachmentKind>> = {
  'PNG image': { kind: 'image', mediaType: 'image/png' },
  'JPEG image': { kind: 'image', mediaType: 'image/jpeg' },
  'GIF image': { kind: 'image', mediaType: 'image/gif' },
  'WebP image': { kind: 'image', mediaType: 'image/webp' },
  'PDF document': { kind: 'document', mediaType: 'application/pdf' },
}

/** What the bytes are, whatever their name says; `null`: nothing that a message can carry. */
export function attachmentKind(bytes: Uint8Array): AttachmentKind | null {
  const kind = binaryKind(bytes)
  return kind === null ? null : (kinds[kind] ?? null)
}
