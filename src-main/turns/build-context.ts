import { labelData } from '../../src-shared/domain/label-data.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { RequestBlock, RequestMessage } from '../models/model-client.ts'
import { type ContextMessage, requestParts, user } from './message-parts.ts'

export type { ContextMessage }

export interface ContextTurn {
  readonly turn: Turn
  readonly messages: readonly ContextMessage[]
}

/**
 * The messages of a model call, from rows alone: the same rows give the same request, whatever restarted in between.
 * `turns` are in the order in which the model sees them; the last one is the turn that is being executed.
 */
export function buildContext(turns: readonly ContextTurn[]): RequestMessage[] {
  const parts: RequestMessage[] = []
  for (const [i, { turn, messages }] of turns.entries()) {
    for (const entry of messages) parts.push(...requestParts(entry, { isExecuting: i === turns.length - 1 }))
    const outcome = outcomeNote(turn)
    if (outcome !== null) parts.push(user(outcome))
  }
  return alternate(parts)
}

/** How an earlier turn ended, where that is not plain from what was said: so that "explain the error" is understood. */
function outcomeNote(turn: Turn): string | null {
  if (turn.status === 'failed') return labelData('turn-outcome', { status: 'failed' }, turn.failure.message)
  if (turn.status === 'cancelled')
    return labelData('turn-outcome', { status: 'cancelled' }, 'It was stopped before its end.')
  return null
}

/** Joins neighbours of one role. Tool results stay first in their message, as the Messages API wants them. */
function alternate(parts: readonly RequestMessage[]): RequestMessage[] {
  const messages: { role: RequestMessage['role']; content: RequestBlock[] }[] = []
  for (const part of parts) {
    const last = messages.at(-1)
    if (last?.role === part.role) last.content.push(...part.content)
    else messages.push({ role: part.role, content: [...part.content] })
  }
  if (messages[0]?.role === 'assistant')
    messages.unshift({ role: 'user', content: [{ type: 'text', text: '(continued)' }] })
  return messages
}
