import type { MessagesRequest } from '../messages-request.ts'
import { textOf } from '../request-text.ts'
import { ownWords } from './own-words.ts'

/** Characters of one message, and of everything together. */
const longestPart = 300
const longestSummary = 6000

/** What was said, each message by its beginning, the newest ones where there is no room for all; no AI, so no judgement. */
export function summary(request: MessagesRequest): string {
  const lines = request.messages.flatMap((message) => {
    const text = textOf(message)
    if (message.role === 'assistant') return text === '' ? [] : [`I answered: ${begins(text)}`]
    const { words, data } = ownWords(text)
    const asked = words.replace(/<summary-request>[\s\S]*$/, '').trim()
    return [
      ...data.flatMap((each) => (each.tag === 'conversation-so-far' ? [each.text] : [])),
      ...(asked === '' ? [] : [`You said: ${begins(asked)}`]),
    ]
  })
  return lines.join('\n').slice(-longestSummary)
}

function begins(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longestPart ? `${line.slice(0, longestPart)}…` : line
}
