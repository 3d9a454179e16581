import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Block, Message } from '../../../src-shared/domain/message.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { plainLine } from '../../turns/tools/plain-line.ts'

/** What of a file's attachments is here: the attachment as its bytes are, by their hash. */
export type HeldFiles = ReadonlyMap<string, Omit<Attachment, 'name'>>

const longestName = 255
const ofUser: ReadonlySet<Block['type']> = new Set(['text', 'attachment', 'envelope'])
const ofAssistant: ReadonlySet<Block['type']> = new Set(['text', 'thinking', 'redacted_thinking', 'tool_use'])
const ofRole: Readonly<Record<Message['role'], ReadonlySet<Block['type']>>> = {
  user: ofUser,
  assistant: ofAssistant,
  notice: new Set(['notice']),
  divider: new Set(['divider']),
}

/** An attachment with the bytes that came with it; `null`: they did not, or are something else. */
export function heldAttachment(attachment: Attachment, held: HeldFiles): Attachment | null {
  const found = held.get(attachment.blob)
  return found ? { ...found, name: plainLine(attachment.name, longestName) } : null
}

/**
 * The blocks of a message that was read from a file: those that a message of its kind can have. What it pointed to outside of
 * the conversation is not here, so notices keep their words and lose their links, and an instruction is what it says.
 */
export function importedBlocks(role: Message['role'], content: readonly Block[], held: HeldFiles): Block[] {
  return content.filter((block) => ofRole[role].has(block.type)).map((block) => imported(block, held))
}

function imported(block: Block, held: HeldFiles): Block {
  switch (block.type) {
    case 'notice':
      return { ...block, runId: null, questionId: null, scheduleId: null }
    case 'envelope':
      return { type: 'text', text: block.instruction }
    case 'attachment': {
      const attachment = heldAttachment(block.attachment, held)
      const name = plainLine(block.attachment.name, longestName)
      return attachment
        ? { type: 'attachment', attachment }
        : { type: 'text', text: `[${name}: not in the file that this was imported from]` }
    }
    case 'text':
    case 'thinking':
    case 'redacted_thinking':
    case 'tool_use':
    case 'tool_result':
    case 'divider':
      return block
    default:
      return assertNever(block)
  }
}
