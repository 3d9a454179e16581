import { attachmentLimits } from '../../../src-shared/domain/attachment-limits.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { formatBytes } from '../../components/format-bytes.ts'

/** A file beside the words that are being written. */
export interface DraftFile {
  readonly key: string
  readonly name: string
  readonly bytes: number
  /** A picture as a `data:` URL; `null`: it is none, or was not read yet. */
  readonly picture: string | null
  readonly state:
    | { readonly kind: 'reading' }
    | { readonly kind: 'ready'; readonly attachment: Attachment }
    | { readonly kind: 'failed'; readonly message: string }
}

/** What of the files can be sent now, in their order. */
export function readyAttachments(files: readonly DraftFile[]): readonly Attachment[] {
  return files.flatMap(({ state }) => (state.kind === 'ready' ? [state.attachment] : []))
}

/** What is in the way of sending, in words; `null`: nothing. */
export function filesInTheWay(files: readonly DraftFile[]): string | null {
  if (files.some(({ state }) => state.kind === 'reading')) return 'The files are still being read.'
  if (files.some(({ state }) => state.kind === 'failed'))
    return 'Remove the file that could not be attached first.'
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (bytes > attachmentLimits.totalBytes) {
    const most = formatBytes(attachmentLimits.totalBytes)
    return `Together the files have ${formatBytes(bytes)}. One message takes ${most}: remove some.`
  }
  return null
}

/** A file of a message that was sent, to be sent again with another one. */
export function fileOfAttachment(attachment: Attachment): DraftFile {
  const { blob, name, bytes } = attachment
  return { key: blob, name, bytes, picture: null, state: { kind: 'ready', attachment } }
}
