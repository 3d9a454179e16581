import type { Block, Message } from '../../../src-shared/domain/message.ts'
import { pasteSafe } from '../../components/paste-safe.ts'

/** The words of a message as Markdown, as they may be pasted anywhere. Steps and thinking are left out. */
export function messageMarkdown(message: Pick<Message, 'content'>): string {
  const parts = message.content.map(blockMarkdown).filter((part) => part.trim() !== '')
  return pasteSafe(parts.join('\n\n'))
}

function blockMarkdown(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'envelope':
      return block.instruction
    case 'notice':
      return [`**${block.title}**`, block.text].filter((part) => part !== '').join('\n\n')
    case 'attachment':
      return `[${block.attachment.name}]`
    case 'divider':
      return `--- ${block.text} ---`
    case 'thinking':
    case 'redacted_thinking':
    case 'tool_use':
    case 'tool_result':
      return ''
  }
}
