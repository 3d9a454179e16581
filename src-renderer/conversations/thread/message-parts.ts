import type { Block, Message } from '../../../src-shared/domain/message.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'

export type ToolUse = Extract<Block, { type: 'tool_use' }>
export type ToolResultBlock = Extract<Block, { type: 'tool_result' }>

/** What one message is shown as: the blocks, with each tool's result put to its call. */
export type MessagePart =
  | Exclude<Block, { type: 'tool_use' | 'tool_result' | 'redacted_thinking' }>
  | { readonly type: 'step'; readonly use: ToolUse; readonly result: ToolResultBlock | null }

export function messageParts(message: Message): readonly MessagePart[] {
  const results = new Map<string, ToolResultBlock>()
  for (const block of message.content) if (block.type === 'tool_result') results.set(block.toolUseId, block)
  const parts: MessagePart[] = []
  for (const block of message.content) {
    if (block.type === 'tool_result' || block.type === 'redacted_thinking') continue
    if (block.type === 'tool_use')
      parts.push({ type: 'step', use: block, result: results.get(block.id) ?? null })
    else if (!isEmptyText(block)) parts.push(block)
  }
  return parts
}

/** What a user's message carries beside its words. */
export function messageFiles(message: Message): readonly Attachment[] {
  return message.content.flatMap((block) => (block.type === 'attachment' ? [block.attachment] : []))
}

function isEmptyText(block: Block): boolean {
  return (
    (block.type === 'text' && block.text.trim() === '') ||
    (block.type === 'thinking' && block.thinking.trim() === '')
  )
}
