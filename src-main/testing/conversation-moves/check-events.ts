import { expect } from 'vitest'
import type { PlayedConversation } from './played-conversation.ts'

const ends: readonly string[] = ['succeeded', 'failed', 'cancelled']

/** That every turn was told to have ended, once, and what was told last of the conversation is how it is. */
export async function checkEvents({ resident, id, turnIds }: PlayedConversation): Promise<void> {
  const ended = resident.events.flatMap(({ event, data }) =>
    event === 'turn.changed' && data.conversationId === id && ends.includes(data.status) ? [data.id] : [],
  )
  expect(ended.toSorted(), 'the turns that ended').toEqual(turnIds.toSorted())

  const { session, activeTurns, live, doing, questions, ...row } = await resident.call('conversations.get', {
    id,
  })
  expect({ activeTurns, live, doing, questions }).toEqual({
    activeTurns: [],
    live: [],
    doing: [],
    questions: [],
  })
  const told = resident.events.findLast(
    ({ event, data }) => event === 'conversation.changed' && data.id === id,
  )
  expect(told?.data, 'the conversation that was told').toEqual(row)
  const current = resident.events.findLast(
    ({ event, data }) => event === 'session.changed' && data.conversationId === id,
  )
  expect(current?.data, 'the session that was told').toEqual(session)
  const listed = await resident.call('sessions.list', { conversationId: id })
  expect(listed.filter(({ isCurrent }) => isCurrent).map((each) => each.id)).toEqual([session?.id])
}
