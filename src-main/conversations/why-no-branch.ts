import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'

/** Why there can be no other version of a message now, in words that say what to do; `null`: there can. */
export function whyNoBranch(
  conversation: Pick<Conversation, 'kind'>,
  message: Pick<Message, 'answers' | 'replyTo' | 'turnId'>,
  turn: Turn | undefined,
): string | null {
  if (message.answers !== null)
    return 'This answered a question, which has gone on with it. Send another message instead.'
  if (conversation.kind === 'background' || (turn && turn.runId !== null))
    return 'This belongs to a run. Continue the run, or run its schedule again.'
  if (message.turnId === null)
    return message.replyTo === null
      ? null
      : 'This went to a run, which has gone on with it. Continue the run instead.'
  switch (turn?.status) {
    case 'queued':
      // It may have been under way before: what waits for its first step is changed in place.
      return turn.startedAt === null
        ? 'This message still waits for its turn. Change it there (messages.changeQueued), or remove it.'
        : 'The assistant still works on this message. Stop it first.'
    case 'running':
    case 'waiting':
      return 'The assistant still works on this message. Stop it first.'
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case undefined:
      return null
  }
}
