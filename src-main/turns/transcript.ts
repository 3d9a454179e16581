import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { labelData } from '../../src-shared/domain/label-data.ts'
import type { RequestBlock, RequestMessage } from '../models/model-client.ts'

/** A context as a text for another reader: who said what, which tools were called, and what came of it. */
export function transcript(messages: readonly RequestMessage[]): string {
  return messages
    .flatMap(({ role, content }) => {
      const who = role === 'user' ? 'User' : 'Assistant'
      return content.flatMap((block) => {
        const line = lineOf(block, who)
        return line === null ? [] : [line]
      })
    })
    .join('\n\n')
}

function lineOf(block: RequestBlock, who: string): string | null {
  switch (block.type) {
    case 'text':
    case 'summary':
      return `${who}: ${block.text}`
    case 'tool_use':
      return `Assistant called ${block.name}: ${JSON.stringify(block.input)}`
    case 'tool_result':
      // A page that has a line of the user's in it has not the user's word.
      return labelData('result', {}, resultText(block.content))
    case 'image':
    case 'document':
    case 'kept':
      return `${who}: ${partText(block)}`
    case 'thinking':
    case 'redacted_thinking':
      return null
    default:
      return assertNever(block)
  }
}

type Result = Extract<RequestBlock, { type: 'tool_result' }>['content']

function resultText(content: Result): string {
  return typeof content === 'string' ? content : content.map(partText).join('\n')
}

function partText(part: Exclude<Result, string>[number]): string {
  if (part.type === 'text') return part.text
  if (part.type === 'kept') return `[${part.attachment.name}]`
  return part.type === 'image' ? '[picture]' : '[document]'
}
