import { attachmentLimits } from '../../src-shared/domain/attachment-limits.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import { attachmentLine } from '../../src-shared/domain/attachment-line.ts'
import type { RequestBlock, RequestMessage, ResultPart } from '../models/model-client.ts'

/**
 * Beyond these a request is refused as a whole, or its pictures have to be smaller than one alone: 32 MB in base64, and 20
 * pictures of the full size (platform.claude.com, Vision, as of 2026-11-21).
 */
const mostFiles = attachmentLimits.files
const mostBytes = attachmentLimits.totalBytes

/**
 * The request with a note in the place of the oldest pictures and documents, where all of them are more than one request
 * takes. They go by halves, so that the beginning of the request, which is cached, changes seldom; and whole messages go, as
 * long as that is enough. The same messages always give the same, whatever is added behind them.
 */
export function withinRoom(messages: readonly RequestMessage[]): readonly RequestMessage[] {
  const left = new Set<Attachment>()
  let held: Attachment[][] = []
  for (const message of messages) {
    const group = message.content.flatMap(attachmentsOf)
    if (group.length === 0) continue
    held.push(group)
    if (fits(held.flat(), 1)) continue
    while (held.length > 1 && !fits(held.flat(), 2)) for (const each of held.shift() ?? []) left.add(each)
    // One message alone is too much, of the results of many calls.
    const [last = []] = held
    while (held.length === 1 && last.length > 1 && !fits(last, 1)) {
      const oldest = last.shift()
      if (oldest) left.add(oldest)
    }
    held = held.filter(({ length }) => length > 0)
  }
  if (left.size === 0) return messages
  const part = (each: ResultPart): ResultPart =>
    each.type === 'kept' && left.has(each.attachment) ? leftOut(each.attachment) : each
  const block = (each: RequestBlock): RequestBlock => {
    if (each.type === 'kept') return part(each)
    return each.type === 'tool_result' && typeof each.content !== 'string'
      ? { ...each, content: each.content.map(part) }
      : each
  }
  return messages.map((message) => ({ ...message, content: message.content.map(block) }))
}

function attachmentsOf(block: RequestBlock): Attachment[] {
  if (block.type === 'kept') return [block.attachment]
  if (block.type !== 'tool_result' || typeof block.content === 'string') return []
  return block.content.flatMap((part) => (part.type === 'kept' ? [part.attachment] : []))
}

function fits(attachments: readonly Attachment[], share: number): boolean {
  const bytes = attachments.reduce((sum, each) => sum + each.bytes, 0)
  return attachments.length <= mostFiles / share && bytes <= mostBytes / share
}

function leftOut(attachment: Attachment): ResultPart {
  const said =
    ', is not sent again: a request has room for the newest only. Ask the user to attach it again if it is needed.'
  return { type: 'text', text: attachmentLine(attachment, said) }
}
