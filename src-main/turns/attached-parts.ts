import { attachmentLine, untakenNote } from '../../src-shared/domain/attachment-line.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type { ResultPart } from '../models/model-client.ts'

/** What the model of a call takes beside text. */
export interface Taken {
  readonly images: boolean
  readonly documents: boolean
}

/** An attachment as the model gets it: as it is, or in words. */
export function attachedPart(attachment: Attachment, takes: Taken): ResultPart {
  const isTaken = attachment.kind === 'image' ? takes.images : takes.documents
  return isTaken ? { type: 'kept', attachment } : { type: 'text', text: untakenNote(attachment) }
}

/** One of the user's, with its name before it: a picture has none of its own. */
export function namedPart(attachment: Attachment, takes: Taken): ResultPart[] {
  const part = attachedPart(attachment, takes)
  if (part.type === 'text') return [part]
  return [{ type: 'text', text: attachmentLine(attachment, ':') }, part]
}
