import type { Message } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { after } from '../platform/after.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import { found, store } from './row-table.ts'
import { messageRow, textBlocks, turnRow } from './rows.ts'
import type { World } from './world.ts'

const pieceMs = 30

export type FakeTurns = ReturnType<typeof fakeTurns>

/** What the fake main process does with messages and turns, for all routes that need it. */
export function fakeTurns(world: World, emit: (event: AppEvent) => void) {
  const append = (message: Message): void => {
    world.messages.push(message)
    emit({ event: 'message.appended', data: message })
    const conversation = world.conversations.find((one) => one.id === message.conversationId)
    if (!conversation) return
    conversation.updatedAt = message.at
    emit({ event: 'conversation.changed', data: { ...conversation } })
  }
  const change = (turn: Turn): Turn => {
    emit({ event: 'turn.changed', data: store(world.turns, turn) })
    return turn
  }
  /** The current one is the last: resuming moves a session to the end. */
  const session = (conversationId: string): Session | null =>
    world.sessions.findLast((one) => one.conversationId === conversationId) ?? null

  const begin = ({ id, conversationId }: Turn, text: string): void => {
    change(turnRow({ id, conversationId, startedAt: now() }, { status: 'running' }))
    after(400, () => stream(id, conversationId, text))
  }
  const stream = (turnId: string, conversationId: string, text: string): void => {
    const messageId = newId()
    const words = `You wrote: “${text}”. I am only a fake, so I answer with **what was asked** and a list:\n\n- one\n- two\n`
    const step = (offset: number): void => {
      if (found(world.turns, turnId).status !== 'running') return
      if (offset < words.length) {
        const piece = words.slice(offset, offset + 4)
        emit({
          event: 'message.delta',
          data: { conversationId, turnId, messageId, kind: 'text', offset, text: piece },
        })
        after(pieceMs, () => step(offset + 4))
        return
      }
      append(
        messageRow({
          id: messageId,
          conversationId,
          sessionId: session(conversationId)?.id ?? null,
          turnId,
          at: now(),
          role: 'assistant',
          content: textBlocks(words),
          model: session(conversationId)?.model ?? 'practice-1',
        }),
      )
      change(turnRow({ id: turnId, conversationId, endedAt: now() }, { status: 'succeeded' }))
      beginNext(conversationId)
    }
    step(0)
  }
  const isRunning = (conversationId: string): boolean =>
    world.turns.some((turn) => turn.conversationId === conversationId && turn.status === 'running')
  const beginNext = (conversationId: string): void => {
    const next = world.turns.find(
      (turn) => turn.conversationId === conversationId && turn.status === 'queued',
    )
    if (next && !isRunning(conversationId)) beginQueued(next)
  }
  /** Its message goes to the end of the conversation: that is when it is said. */
  const beginQueued = (turn: Turn): void => {
    const message = world.messages.find((one) => one.turnId === turn.id && one.role === 'user')
    if (!message) return
    world.messages = world.messages.filter((one) => one !== message)
    append({ ...message, at: now() })
    begin(turn, textOf(message))
  }
  return {
    append,
    change,
    session,
    /** A message and its turn, at once or after the one under way. */
    ask(message: Message, text: string): Turn {
      const { conversationId, turnId } = message
      const waits = isRunning(conversationId)
      const fields = { id: turnId ?? newId(), conversationId, queuedAt: now() }
      const turn = change(turnRow(fields, { status: 'queued' }))
      append({ ...message, turnId: turn.id })
      if (!waits) begin(turn, text)
      return turn
    },
    begin,
    beginQueued,
    cancel({ id, conversationId }: Turn): Turn {
      const turn = change(turnRow({ id, conversationId, endedAt: now() }, { status: 'cancelled' }))
      beginNext(conversationId)
      return turn
    },
    isRunning,
  }
}

function textOf(message: Message): string {
  return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n\n')
}
