import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { LiveMessage } from '../../src-shared/ipc/conversation-routes.ts'
import type { Outgoing } from '../stores/outgoing-store.ts'

export type EndedTurn = Extract<Turn, { status: 'failed' | 'cancelled' }>

/** One line of the conversation, from top to bottom. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: Message
      /** Its turn waits until another one is done. */
      readonly queued: boolean
      /** Its turn ended here without success. */
      readonly ended: EndedTurn | null
      /** Whether that turn can be done again: nothing came after it. */
      readonly retry: boolean
    }
  | { readonly kind: 'outgoing'; readonly key: string; readonly outgoing: Outgoing }
  | { readonly kind: 'live'; readonly key: string; readonly live: LiveMessage }
  /** A turn is under way and has nothing to show yet. */
  | { readonly kind: 'working'; readonly key: string }

interface ThreadRowsInput {
  readonly messages: readonly Message[]
  readonly live: readonly LiveMessage[]
  /** The turns of this conversation. */
  readonly turns: readonly Turn[]
  readonly outgoing: readonly Outgoing[]
}

/** The rows of a conversation. */
export function threadRows({ messages, live, turns, outgoing }: ThreadRowsInput): readonly ThreadRow[] {
  const turnById = new Map(turns.map((turn) => [turn.id, turn]))
  const lastOfTurn = new Map<string, string>()
  for (const message of messages)
    if (message.turnId && isOfTurn(message)) lastOfTurn.set(message.turnId, message.id)
  const active = turns.some(
    (turn) => turn.status === 'queued' || turn.status === 'running' || turn.status === 'waiting',
  )
  const lastTurnId = messages.findLast((message) => message.turnId !== null && isOfTurn(message))?.turnId

  const rows: ThreadRow[] = []
  let day: number | null = null
  for (const message of messages) {
    const today = new Date(message.at).setHours(0, 0, 0, 0)
    if (today !== day) rows.push({ kind: 'day', key: `day ${message.id}`, at: message.at })
    day = today
    const turn = message.turnId ? turnById.get(message.turnId) : undefined
    const ended =
      turn &&
      (turn.status === 'failed' || turn.status === 'cancelled') &&
      lastOfTurn.get(turn.id) === message.id
        ? turn
        : null
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      queued: message.role === 'user' && turn?.status === 'queued' && turn.startedAt === null,
      ended,
      retry: ended !== null && !active && ended.id === lastTurnId,
    })
  }
  for (const one of live) rows.push({ kind: 'live', key: one.messageId, live: one })
  for (const one of outgoing) {
    if (one.state.kind !== 'arrived') rows.push({ kind: 'outgoing', key: one.clientId, outgoing: one })
  }
  const silent = turns.some(
    (turn) =>
      (turn.status === 'running' || (turn.status === 'queued' && turn.startedAt !== null)) &&
      !live.some((one) => one.turnId === turn.id),
  )
  if (silent) rows.push({ kind: 'working', key: 'working' })
  return rows
}

/** Notices and answers to questions stand between the messages of turns; they do not belong to one. */
function isOfTurn(message: Message): boolean {
  return (message.role === 'user' || message.role === 'assistant') && message.answers === null
}
