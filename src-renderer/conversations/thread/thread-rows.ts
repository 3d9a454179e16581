import type { Message } from '../../../src-shared/domain/message.ts'
import type { Turn } from '../../../src-shared/domain/turn.ts'
import type { LiveMessage } from '../../../src-shared/ipc/conversation-routes.ts'
import type { Outgoing } from '../../stores/outgoing-store.ts'
import { isActiveTurn } from '../../stores/turn-store.ts'

export type EndedTurn = Extract<Turn, { status: 'failed' | 'cancelled' }>

/** One line of the conversation, from top to bottom. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: Message
      /** Its turn ended here without success. */
      readonly ended: EndedTurn | null
      /** Whether that turn can be done again: nothing came after it. */
      readonly retry: boolean
      /** It is the last of the assistant's in a turn that is over. */
      readonly lastOfTurn: boolean
    }
  | { readonly kind: 'outgoing'; readonly key: string; readonly outgoing: Outgoing }
  | { readonly kind: 'live'; readonly key: string; readonly live: LiveMessage }
  /** A message whose turn has not begun: it waits below what is under way. */
  | { readonly kind: 'queued'; readonly key: string; readonly message: Message }
  /** A turn is under way and has nothing to show yet. */
  | { readonly kind: 'working'; readonly key: string }

interface MessageRowsInput {
  readonly messages: readonly Message[]
  /** The turns of this conversation. */
  readonly turns: readonly Turn[]
  /** Whether there is nothing before the first message. */
  readonly fromStart: boolean
}

interface ThreadRowsInput extends Omit<MessageRowsInput, 'fromStart'> {
  readonly fromStart?: boolean
  /** Whether there is nothing after the last message. What is under way stands only there. */
  readonly toEnd?: boolean
  readonly live: readonly LiveMessage[]
  readonly outgoing: readonly Outgoing[]
}

/** The rows of a conversation. */
export function threadRows({
  fromStart = true,
  toEnd = true,
  ...all
}: ThreadRowsInput): readonly ThreadRow[] {
  const rows = messageRows({ ...all, fromStart })
  return toEnd ? [...rows, ...rowsUnderWay(all)] : rows
}

/** The rows of what is committed. They do not change while an answer streams in. */
export function messageRows({ messages, turns, fromStart }: MessageRowsInput): readonly ThreadRow[] {
  const turnById = new Map(turns.map((turn) => [turn.id, turn]))
  const lastOfTurn = new Map<string, string>()
  for (const message of messages)
    if (message.turnId && isOfTurn(message)) lastOfTurn.set(message.turnId, message.id)
  const active = turns.some(isActiveTurn)
  const lastTurnId = messages.findLast((message) => message.turnId !== null && isOfTurn(message))?.turnId

  const rows: ThreadRow[] = []
  let day: number | null = null
  for (const message of messages) {
    const turn = message.turnId ? turnById.get(message.turnId) : undefined
    if (isQueued(message, turn)) continue
    const today = new Date(message.at).setHours(0, 0, 0, 0)
    // Whether the first one begins its day is known only when what came before it is; a row must not go away again.
    if (today !== day && (day !== null || fromStart))
      rows.push({ kind: 'day', key: `day ${message.id}`, at: message.at })
    day = today
    const isLast = message.turnId !== null && lastOfTurn.get(message.turnId) === message.id
    const ended = turn && (turn.status === 'failed' || turn.status === 'cancelled') && isLast ? turn : null
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      ended,
      retry: ended !== null && !active && ended.id === lastTurnId,
      lastOfTurn: isLast && message.role === 'assistant' && (turn === undefined || !isActiveTurn(turn)),
    })
  }
  return rows
}

/** The rows below what is committed: what streams in, what waits and what is on its way. */
export function rowsUnderWay(input: Omit<ThreadRowsInput, 'fromStart' | 'toEnd'>): readonly ThreadRow[] {
  const { messages, live, turns, outgoing } = input
  const rows: ThreadRow[] = live.map((one) => ({ kind: 'live', key: one.messageId, live: one }))
  const silent = turns.some(
    (turn) =>
      (turn.status === 'running' || (turn.status === 'queued' && turn.startedAt !== null)) &&
      !live.some((one) => one.turnId === turn.id),
  )
  if (silent) rows.push({ kind: 'working', key: 'working' })
  const queued = new Map(turns.filter(isUnbegun).map((turn) => [turn.id, turn]))
  if (queued.size > 0)
    for (const message of messages)
      if (message.turnId && isQueued(message, queued.get(message.turnId)))
        rows.push({ kind: 'queued', key: message.id, message })
  for (const one of outgoing) {
    if (one.state.kind !== 'arrived') rows.push({ kind: 'outgoing', key: one.clientId, outgoing: one })
  }
  return rows
}

function isUnbegun(turn: Turn): boolean {
  return turn.status === 'queued' && turn.startedAt === null
}

function isQueued(message: Message, turn: Turn | undefined): boolean {
  return message.role === 'user' && turn !== undefined && isUnbegun(turn)
}

/** Notices and answers to questions stand between the messages of turns; they do not belong to one. */
function isOfTurn(message: Message): boolean {
  return (message.role === 'user' || message.role === 'assistant') && message.answers === null
}

/** Whether two rows look the same, so that nothing is drawn again. */
export function sameRow(a: ThreadRow, b: ThreadRow): boolean {
  if (a === b) return true
  if (a.kind === 'message' && b.kind === 'message')
    return (
      a.message === b.message && a.ended === b.ended && a.retry === b.retry && a.lastOfTurn === b.lastOfTurn
    )
  if (a.kind === 'live' && b.kind === 'live') return a.live === b.live
  if (a.kind === 'queued' && b.kind === 'queued') return a.message === b.message
  if (a.kind === 'outgoing' && b.kind === 'outgoing') return a.outgoing === b.outgoing
  if (a.kind === 'day' && b.kind === 'day') return a.at === b.at
  return a.kind === 'working' && b.kind === 'working'
}
