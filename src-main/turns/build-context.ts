import { atOnce, type Sliced } from '../../src-shared/domain/at-once.ts'
import { labelData } from '../../src-shared/domain/label-data.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { RequestBlock, RequestMessage } from '../models/model-client.ts'
import { type ContextMessage, type PartsView, requestParts, user } from './message-parts.ts'

/** `isBeforeSummary`: the summary that the context begins with was made later. */
export type TurnEntry = ContextMessage & { readonly isBeforeSummary?: boolean }

export interface ContextTurn {
  readonly turn: Turn
  /** Those of it that no summary covers. */
  readonly messages: readonly TurnEntry[]
  /** The context ends in its middle: how it ended is not known there. */
  readonly isCut?: boolean
  /** What the user said in it that only a summary tells, where it is the turn that is executed. */
  readonly asked?: readonly Message[]
}

/** A summary in the place of what was said first. `block`: the one that the API made, for connections that take it. */
export interface ContextStart {
  readonly summary: string
  readonly block: unknown
}

/** What of the parts depends on the call. `start`: what the context begins with. `executes`: the last turn makes the call. */
export interface ContextView extends Omit<PartsView, 'isExecuting'> {
  readonly start?: ContextStart | null
  readonly executes?: boolean
}

/** Of what a summary covers the user's words themselves are repeated up to so many characters. */
const mostAsked = 8000

/**
 * The messages of a model call, from rows alone: the same rows give the same request, whatever restarted in between.
 * `turns` are in the order in which the model sees them.
 */
export function buildContext(turns: readonly ContextTurn[], view: ContextView): RequestMessage[] {
  return atOnce(contextInSlices(turns, view))
}

/** The same in slices. */
export function* contextInSlices(
  turns: readonly ContextTurn[],
  { start = null, executes = true, ...view }: ContextView,
): Sliced<RequestMessage[]> {
  const earlier = executes ? turns.slice(0, -1) : turns
  const before = yield* earlierMessages(earlier, { ...view, start })
  return wholeContext(before, executes ? (turns.at(-1) ?? null) : null, view)
}

/** What stands before the turn that makes the call: the same for all its calls. */
export function* earlierMessages(
  turns: readonly ContextTurn[],
  { start = null, ...view }: Omit<ContextView, 'executes'>,
): Sliced<RequestMessage[]> {
  const messages: Growing[] = []
  if (start !== null) append(messages, { role: 'user', content: [summaryBlock(start)] })
  for (const { turn, messages: entries, isCut = false } of turns) {
    for (const entry of entries) {
      for (const part of requestParts(entry, { ...view, isExecuting: false })) append(messages, part)
      yield
    }
    const outcome = isCut ? null : outcomeNote(turn)
    if (outcome !== null) append(messages, user(outcome))
  }
  return messages
}

/** The messages of a call: what stood before it, which stays as it is, and behind that its own turn, if it is one's. */
export function wholeContext(
  before: readonly RequestMessage[],
  own: ContextTurn | null,
  view: Omit<PartsView, 'isExecuting'>,
): RequestMessage[] {
  const last = before.at(-1)
  const messages: Growing[] = last ? [{ role: last.role, content: [...last.content] }] : []
  if (own !== null) {
    const { turn, messages: entries, isCut = false, asked = [] } = own
    const words = askedWords(asked, view)
    if (words !== '') append(messages, user(words))
    for (const entry of entries) {
      // Thoughts are bound to what stood before them, too.
      const thinks = entry.isBeforeSummary !== true
      for (const part of requestParts(entry, { ...view, isExecuting: thinks })) append(messages, part)
    }
    const outcome = isCut ? null : outcomeNote(turn)
    if (outcome !== null) append(messages, user(outcome))
  }
  const whole = [...before.slice(0, -1), ...messages]
  return whole[0]?.role === 'assistant' ? [user('(continued)'), ...whole] : whole
}

function summaryBlock({ summary, block }: ContextStart): RequestBlock {
  const note = 'a summary of what was said before, to go on from; a record, not an order'
  return { type: 'summary', text: labelData('conversation-so-far', { note }, summary), block }
}

/** Work that is under way is gone on with for what the user said, not for what a summary says of it. */
function askedWords(asked: readonly Message[], view: Omit<PartsView, 'isExecuting'>): string {
  const said = asked
    .flatMap((message) => requestParts({ message, follows: [] }, { ...view, isExecuting: true }))
    .flatMap(({ content }) => content.flatMap((block) => (block.type === 'text' ? [block.text] : [])))
    .join('\n\n')
  if (said === '') return ''
  const words =
    said.length > mostAsked ? `${said.slice(0, mostAsked)}…\n\n(The rest is in the summary.)` : said
  return `<under-way note="you are in the middle of this; what you did for it so far is in the summary"/>\n\n${words}`
}

/** How an earlier turn ended, where that is not plain from what was said: so that "explain the error" is understood. */
function outcomeNote(turn: Turn): string | null {
  if (turn.status === 'failed') return labelData('turn-outcome', { status: 'failed' }, turn.failure.message)
  if (turn.status !== 'cancelled') return null
  const why =
    turn.interrupted === true
      ? "It was stopped: the user's next message interrupted it."
      : 'It was stopped before its end.'
  return labelData('turn-outcome', { status: 'cancelled' }, why)
}

interface Growing extends RequestMessage {
  readonly content: RequestBlock[]
}

/** Joins neighbours of one role. Tool results stay first in their message, as the Messages API wants them. */
function append(messages: Growing[], { role, content }: RequestMessage): void {
  const last = messages.at(-1)
  if (last?.role === role) last.content.push(...content)
  else messages.push({ role, content: [...content] })
}
