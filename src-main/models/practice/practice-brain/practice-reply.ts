import type { MessagesRequest } from '../messages-request.ts'
import { says } from '../replies.ts'
import type { Reply } from '../responder.ts'
import { fileWork } from './file-work.ts'
import { hasDeed, plan } from './plan.ts'
import { practiceTurn, type PracticeTurn } from './practice-turn.ts'
import { scheduleWish } from './schedule-wish.ts'
import { scheduleWork } from './schedule-work.ts'
import { help, signature, talk } from './talk.ts'
import { summary } from './summary.ts'
import { runWork, type Work } from './work.ts'

/**
 * What the practice model answers: rules, no AI. A pure function of the request, so a restart in the middle of a turn
 * changes nothing. It says what it is in its first answer of a session and whenever it is asked.
 */
export function practiceReply(request: MessagesRequest): Reply {
  const turn = practiceTurn(request)
  if (turn.words.includes('<summary-request>')) return says(summary(request))
  const answer = answerTo(turn)
  const state = typeof answer === 'string' ? { kind: 'done' as const, value: answer } : runWork(answer, turn)
  if (state.kind === 'calls') {
    return { content: state.calls.map(({ name, input }) => ({ type: 'tool_use', name, input })) }
  }
  const isFirst = turn.earlier.every((exchange) => exchange.answered === '')
  const text =
    isFirst && !/practice model/i.test(state.value) ? `${state.value}\n\n${signature}` : state.value
  return { content: [{ type: 'text', text }] }
}

/** What to say, or the work that finds it out. */
function answerTo(turn: PracticeTurn): string | Work<string> {
  const wish = scheduleWish(turn.words, turn)
  if (wish !== null) return scheduleWork(wish)
  // "Say it again" and the like are about the session; they come before the folder, of which they may speak too.
  const answer = hasDeed(turn.words) ? null : talk(turn)
  if (answer !== null) return answer
  const actions = plan(turn.words)
  return actions.length > 0 ? fileWork(actions) : help(turn.words)
}
