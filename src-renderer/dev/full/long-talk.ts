import type { Message } from '../../../src-shared/domain/message.ts'
import { messageRow, textBlocks } from '../rows.ts'
import { day, minute } from './times.ts'

const exchanges = 150

/** A chat that needs several pages. `now` is epoch milliseconds. */
export function longTalk(now: number): Message[] {
  return Array.from({ length: exchanges * 2 }, (_, index) => {
    const isUser = index % 2 === 0
    const number = Math.floor(index / 2) + 1
    const text = isUser
      ? `What about point ${number}?`
      : `Point ${number} is about pauses. ${'A pause is a row, and a row outlives the process. '.repeat(number % 7)}`
    return messageRow({
      id: `m-talk-${index}`,
      conversationId: 'c-talk',
      at: now - 15 * day - (exchanges * 2 - index) * minute,
      role: isUser ? 'user' : 'assistant',
      content: textBlocks(text),
    })
  })
}
