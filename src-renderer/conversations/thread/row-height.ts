import type { Message } from '../../../src-shared/domain/message.ts'
import type { ThreadRow } from './thread-rows.ts'

const lineHeight = 25
const lettersInLine = 88

/** About how high a row will be, in pixels, before it was drawn once. */
export function rowHeight(row: ThreadRow | undefined): number {
  switch (row?.kind) {
    case undefined:
    case 'working':
    case 'day':
      return 40
    case 'message':
    case 'queued':
      return messageHeight(row.message)
    case 'live':
      return 24 + textHeight(row.live.text)
    case 'outgoing':
      return 60 + textHeight(row.outgoing.text)
  }
}

function messageHeight(message: Message): number {
  let height = message.role === 'user' ? 44 : 14
  for (const block of message.content) {
    if (block.type === 'text') height += textHeight(block.text) + 8
    else if (block.type === 'tool_use' || block.type === 'thinking') height += 32
    else if (block.type === 'notice') height += 76 + textHeight(block.text)
    else if (block.type === 'envelope' || block.type === 'attachment') height += 60
    else if (block.type === 'divider') height += 40
  }
  return height
}

function textHeight(text: string): number {
  // The breaks of a very long text need not be counted one by one.
  const lines = text.length > 20_000 ? 0 : text.split('\n').length
  return Math.max(Math.ceil(text.length / lettersInLine), lines) * lineHeight
}
