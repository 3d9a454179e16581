import type { MessagesRequest, PracticeMessage } from './messages-request.ts'

/** The text blocks of a message, joined by blank lines. */
export function textOf(message: PracticeMessage): string {
  return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n\n')
}

/** The text of the newest user message that has one; tool results are no text. `''` when there is none. */
export function lastUserText(request: MessagesRequest): string {
  for (const message of request.messages.toReversed()) {
    if (message.role !== 'user') continue
    const text = textOf(message)
    if (text !== '') return text
  }
  return ''
}

/** Every text of the request in one: system, messages and tool results. What a predicate of a script looks in. */
export function wholeText(request: MessagesRequest): string {
  const parts = [request.system]
  for (const message of request.messages) {
    for (const block of message.content) {
      if (block.type === 'text' || block.type === 'tool_result') parts.push(block.text)
      else if (block.type === 'compaction') parts.push(block.content)
    }
  }
  return parts.join('\n\n')
}
