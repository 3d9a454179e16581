import type { Block } from '../../src-shared/domain/message.ts'
import type { ModelReply } from '../models/model-client.ts'
import type { TurnOutcome } from './turn-ledger.ts'

/** What a reply means for its turn. `content` is what is kept of it. */
export interface Judgement {
  readonly content: readonly Block[]
  /** `null`: the turn goes on, with the reply's tool calls or with another call. */
  readonly outcome: TurnOutcome | null
}

const failed = (code: 'refusal' | 'bad-request' | 'misbehaved', message: string): TurnOutcome => ({
  kind: 'failed',
  failure: { code, message },
})

/** How a turn ends whose model had no words. */
export const saidNothing = failed(
  'misbehaved',
  'The model answered with nothing. Try again, or choose another model.',
)

/** Decides by the reply's stop reason; a reply whose tool calls cannot be told apart or are cut off is not acted upon. */
export function judgeReply(reply: ModelReply): Judgement {
  const content = reply.content
  const said = content.filter((block) => block.type !== 'tool_use')
  const calls = content.filter((block) => block.type === 'tool_use')
  if (reply.stopReason === 'refusal') {
    return {
      content: said,
      outcome: failed(
        'refusal',
        'The model declined to do this. Say it in another way, or choose another model.',
      ),
    }
  }
  if (reply.stopReason === 'max_tokens' || reply.stopReason === 'model_context_window_exceeded') {
    const message =
      'The answer was cut off at the longest length that the model allows. Say “continue” to get the rest.'
    return { content: said, outcome: failed('bad-request', message) }
  }
  if (new Set(calls.map((call) => call.id)).size < calls.length) {
    const message = 'The model sent tool calls that cannot be told apart. Try again, or choose another model.'
    return { content: said, outcome: failed('misbehaved', message) }
  }
  if (calls.length > 0 || reply.stopReason === 'pause_turn') return { content, outcome: null }
  if (said.every((block) => block.type !== 'text' || block.text.trim() === '')) {
    return { content: said, outcome: saidNothing }
  }
  return { content, outcome: { kind: 'succeeded' } }
}
