import type { RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** What `conversations.messages` gives; cursors are places in the conversation, counted from 0. */
export function fakeMessagePage(
  world: World,
  { conversationId, before, after, around, limit = 60 }: RouteInput<'conversations.messages'>,
): RouteOutput<'conversations.messages'> {
  const all = world.messages.filter((message) => message.conversationId === conversationId)
  const middle = around === undefined ? null : all.findIndex((message) => message.id === around)
  if (middle === -1) throw new Refusal('not_found', 'The message is not there any more.')
  const start =
    middle !== null
      ? Math.max(0, middle - Math.floor(limit / 2))
      : after !== undefined
        ? after + 1
        : Math.max(0, Math.min(before ?? all.length, all.length) - limit)
  const end = before === undefined ? Math.min(all.length, start + limit) : Math.min(before, all.length)
  const messages = all.slice(start, end)
  const turnIds = new Set(messages.map((message) => message.turnId))
  const ids = new Set(messages.map((message) => message.id))
  return {
    messages,
    nextBefore: start > 0 ? start : null,
    nextAfter: end < all.length ? end - 1 : null,
    turns: world.turns.filter(
      (turn) => turnIds.has(turn.id) && ['failed', 'cancelled'].includes(turn.status),
    ),
    branches: world.branchWorld.forks.flatMap((fork) => {
      const messageId = fork.ways[fork.chosen]?.messages[0]?.id
      if (messageId === undefined || !ids.has(messageId)) return []
      const sessionIds = fork.ways.map((way) => way.sessionId)
      return [{ forkId: fork.id, messageId, sessionIds, chosen: fork.chosen }]
    }),
  }
}
