import { formatBytes } from './format-bytes.ts'
import type { Attachment } from './tool-step.ts'

type Named = Pick<Attachment, 'kind' | 'name' | 'bytes'>

/** How a model is told of an attachment in words: "[Picture cat.png, 12 KB]". A name cannot end the brackets. */
export function attachmentLine({ kind, name, bytes }: Named, said: string): string {
  const what = kind === 'image' ? 'Picture' : 'Document'
  const plain = name.replaceAll(/[[\]\r\n]+/g, ' ').trim()
  return `[${what}${plain === '' ? '' : ` ${plain}`}, ${formatBytes(bytes)}${said}]`
}

/** What a model that does not take pictures or documents is told in the place of one. */
export function untakenNote(attachment: Named): string {
  return attachmentLine(
    attachment,
    `: this model cannot ${attachment.kind === 'image' ? 'see pictures' : 'read documents'}.`,
  )
}
