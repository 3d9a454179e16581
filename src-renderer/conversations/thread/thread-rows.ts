import type { Message } from '../../../src-shared/domain/message.ts'
import type { Turn } from '../../../src-shared/domain/turn.ts'
import type { LiveMessage, TurnDoing } from '../../../src-shared/ipc/conversation-routes.ts'
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
  /** A message whose turn has not begun: it waits below what is under way. `place`: how many go before it. */
  | { readonly kind: 'queued'; readonly key: string; readonly message: Message; readonly place: number }
  /** A turn is under way and has nothing to show yet, or does something besides answering. */
  | { readonly kind: 'working'; readonly key: string; readonly doing: TurnDoing['doing'] | null }

interface MessageRowsInput {
  readonly messages: readonly Message[]
  /** The turns of this conversation. */
  readonly turns: readonly Turn[]
  /** Whether there is nothing before the first message. */
  readonly fromStart: boolean
}

interface UnderWayInput extends Omit<MessageRowsInput, 'fromStart'> {
  readonly live: readonly LiveMessage[]
  readonly doing: readonly TurnDoing[]
  readonly outgoing: readonly Outgoing[]
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

/**
 * The rows below what is committed: what streams in, what waits, in its order, and what is on its way. They stand only where
 * nothing comes after the last message.
 */
export function rowsUnderWay(input: UnderWayInput): readonly ThreadRow[] {
  const { messages, live, doing, turns, outgoing } = input
  const rows: ThreadRow[] = live.map((one) => ({ kind: 'live', key: one.messageId, live: one }))
  const silent = turns.some(
    (turn) =>
      (turn.status === 'running' || (turn.status === 'queued' && turn.startedAt !== null)) &&
      !live.some((one) => one.turnId === turn.id),
  )
  const [first] = doing
  if (silent || first) rows.push({ kind: 'working', key: 'working', doing: first?.doing ?? null })
  const unbegun = new Map(turns.filter(isUnbegun).map((turn) => [turn.id, turn]))
  const queued = (unbegun.size === 0 ? [] : messages)
    .flatMap((message) => {
      const turn = message.turnId === null ? undefined : unbegun.get(message.turnId)
      return turn && message.role === 'user' ? [{ message, turn }] : []
    })
    .toSorted((a, b) => byWaiting(a.turn, b.turn))
  for (const [place, { message }] of queued.entries())
    rows.push({ kind: 'queued', key: message.id, message, place })
  for (const one of outgoing) {
    if (one.state.kind !== 'arrived') rows.push({ kind: 'outgoing', key: one.clientId, outgoing: one })
  }
  return rows
}

type QueuedTurn = Extract<Turn, { status: 'queued' }>

/** The work of a run waits too, but not as a message that could be changed or taken back. */
function isUnbegun(turn: Turn): turn is QueuedTurn {
  return turn.status === 'queued' && turn.startedAt === null && turn.runId === null
}

/** As the main process takes them up. Of one moment the one goes first whose message does. */
function byWaiting(a: QueuedTurn, b: QueuedTurn): number {
  return (b.interrupts ?? 0) - (a.interrupts ?? 0) || a.queuedAt - b.queuedAt
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
  if (a.kind === 'queued' && b.kind === 'queued') return a.message === b.message && a.place === b.place
  if (a.kind === 'outgoing' && b.kind === 'outgoing') return a.outgoing === b.outgoing
  if (a.kind === 'day' && b.kind === 'day') return a.at === b.at
  return a.kind === 'working' && b.kind === 'working' && a.doing === b.doing
}
