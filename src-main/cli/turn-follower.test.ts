import { expect, test } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import { createTurnFollower } from './turn-follower.ts'

function follow(): { follower: ReturnType<typeof createTurnFollower>; printed: () => string } {
  let printed = ''
  const follower = createTurnFollower({ onText: (piece) => (printed += piece), onTool: () => undefined })
  follower.follow('t')
  return { follower, printed: () => printed }
}
function delta(offset: number, text: string, messageId = 'm') {
  return {
    event: 'message.delta',
    data: { conversationId: 'c', turnId: 't', messageId, kind: 'text', offset, text },
  } as const
}
function whole(text: string, id = 'm') {
  const data: Message = {
    id,
    conversationId: 'c',
    sessionId: 's',
    turnId: 't',
    at: 0,
    role: 'assistant',
    answers: null,
    replyTo: null,
    content: [{ type: 'text', text }],
  }
  return { event: 'message.appended', data } as const
}

test('a piece that comes twice is printed once', () => {
  const { follower, printed } = follow()
  for (const event of [delta(0, 'Hel'), delta(0, 'Hel'), delta(3, 'lo'), delta(3, 'lo'), whole('Hello')])
    follower.take(event)
  expect(printed()).toBe('Hello')
})

test('a piece after a hole waits for the whole message', () => {
  const { follower, printed } = follow()
  for (const event of [delta(0, 'Hel'), delta(9, 'rld'), whole('Hello world')]) follower.take(event)
  expect(printed()).toBe('Hello world')
})

test('an answer that begins again after a cut stream is printed anew, and only its end is kept', () => {
  const { follower, printed } = follow()
  for (const event of [delta(0, 'Hello wo'), delta(0, 'Good'), delta(4, 'bye'), whole('Goodbye')])
    follower.take(event)
  expect(printed()).toBe('Hello wo\n\nGoodbye')
  expect(follower.text()).toBe('Goodbye')
})
