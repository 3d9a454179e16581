import type { RequestBlock, RequestMessage } from '../models/model-client.ts'
import { messagesTokens, textTokens } from './context-tokens.ts'

/** So much of a text is always told, in tokens. */
const least = 200
/** Of what is kept of a text its beginning. */
const headShare = 2 / 3

/**
 * Messages that a summary can be made of at once: where they are more than `most` tokens, the middle of the longest texts is
 * left out, and said to be. Without it one message that is larger than the window could never be summarised, and nothing
 * said after it could be sent. The messages themselves stay as they are.
 */
export function shortenForSummary(
  messages: readonly RequestMessage[],
  most: number,
): readonly RequestMessage[] {
  const total = messagesTokens(messages)
  if (total <= most) return messages
  const sizes = messages.flatMap(({ content }) => content.flatMap(textsOf)).map(textTokens)
  const others = total - sizes.reduce((sum, size) => sum + size, 0)
  const limit = Math.max(least, limitFor(sizes, most - others))
  const cut = (text: string): string => cutMiddle(text, limit)
  return messages.map((message) => ({
    ...message,
    content: message.content.map((block) => cutBlock(block, cut)),
  }))
}

/** The largest size that all may have so that together they are no more than `most`. */
function limitFor(sizes: readonly number[], most: number): number {
  let left = most
  const ascending = sizes.toSorted((a, b) => a - b)
  for (const [index, size] of ascending.entries()) {
    const share = left / (ascending.length - index)
    if (size > share) return Math.floor(share)
    left -= size
  }
  return Infinity
}

function cutMiddle(text: string, limit: number): string {
  const size = textTokens(text)
  if (size <= limit) return text
  const kept = Math.floor((text.length * limit) / size)
  const head = Math.floor(kept * headShare)
  // Half a character is none.
  const start = text.slice(0, head).replace(/[\ud800-\udbff]$/, '')
  const end = text.slice(text.length - (kept - head)).replace(/^[\udc00-\udfff]/, '')
  const note = `[… ${text.length - kept} characters stand here that are too many for a summary. Say in it that they are left out. …]`
  return `${start}\n\n${note}\n\n${end}`
}

/** The summary at the beginning is short, and is to be taken over whole. */
function textsOf(block: RequestBlock): string[] {
  if (block.type === 'text') return [block.text]
  if (block.type !== 'tool_result') return []
  if (typeof block.content === 'string') return [block.content]
  return block.content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
}

function cutBlock(block: RequestBlock, cut: (text: string) => string): RequestBlock {
  if (block.type === 'text') return { ...block, text: cut(block.text) }
  if (block.type !== 'tool_result') return block
  const { content } = block
  if (typeof content === 'string') return { ...block, content: cut(content) }
  return {
    ...block,
    content: content.map((part) => (part.type === 'text' ? { ...part, text: cut(part.text) } : part)),
  }
}
