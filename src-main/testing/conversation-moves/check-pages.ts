import { expect } from 'vitest'
import type { Message } from '../../../src-shared/domain/message.ts'
import type { PlayedConversation } from './played-conversation.ts'

const idsOf = (messages: readonly Message[]): string[] => messages.map(({ id }) => id)

/** That every way to read the conversation shows these messages, in this order. */
export async function checkPages(
  { resident, id: conversationId }: PlayedConversation,
  shown: readonly string[],
): Promise<void> {
  const page = (where: { before?: number; after?: number; around?: string; limit: number }) =>
    resident.call('conversations.messages', { conversationId, ...where })

  const whole = await page({ limit: 500 })
  expect(idsOf(whole.messages), 'the whole page').toEqual(shown)
  for (const { messageId, sessionIds, chosen } of whole.branches ?? []) {
    expect(shown).toContain(messageId)
    expect(sessionIds[chosen]).toBeDefined()
    expect(new Set(sessionIds).size).toBe(sessionIds.length)
  }

  const up: string[] = []
  for (let before: number | null | undefined; before !== null;) {
    const older = await page({ limit: 2, ...(before === undefined ? {} : { before }) })
    up.unshift(...idsOf(older.messages))
    before = older.nextBefore
  }
  expect(up, 'page by page upwards').toEqual(shown)

  const down: string[] = []
  for (let after: number | null = 0; after !== null;) {
    const newer = await page({ limit: 2, after })
    down.push(...idsOf(newer.messages))
    after = newer.nextAfter ?? null
  }
  expect(down, 'page by page downwards').toEqual(shown)

  for (const [place, id] of shown.entries()) {
    const around = idsOf((await page({ limit: 3, around: id })).messages)
    const from = place - around.indexOf(id)
    expect(around, 'around a message').toContain(id)
    expect(around, 'around a message').toEqual(shown.slice(from, from + around.length))
  }
}
