import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { after } from '../platform/after.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import { answeredQuestion } from './answered-question.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { Refusal } from './refusal.ts'
import { found, store } from './row-table.ts'
import { conversationRow, messageRow, sessionRow, textBlocks, turnRow } from './rows.ts'
import type { World } from './world.ts'

const pieceMs = 30

/** The part of the fake main process that conversations use; a message gets a streamed answer. */
export function fakeChatRoutes(world: World, emit: (event: AppEvent) => void): FakeRoutes {
  const append = (message: Message): void => {
    world.messages.push(message)
    emit({ event: 'message.appended', data: message })
    const conversation = world.conversations.find((one) => one.id === message.conversationId)
    if (!conversation) return
    conversation.updatedAt = message.at
    emit({ event: 'conversation.changed', data: { ...conversation } })
  }
  const turnChange = (turn: Turn): Turn => {
    emit({ event: 'turn.changed', data: store(world.turns, turn) })
    return turn
  }
  const sessionOf = (conversationId: string) =>
    world.sessions.findLast((session) => session.conversationId === conversationId) ?? null

  const answer = (turn: Turn, text: string): void => {
    const messageId = newId()
    const { conversationId, id: turnId } = turn
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
          turnId,
          at: now(),
          role: 'assistant',
          content: textBlocks(words),
        }),
      )
      turnChange(turnRow({ id: turnId, conversationId, endedAt: now() }, { status: 'succeeded' }))
    }
    after(400, () => step(0))
  }

  return {
    'conversations.create': ({ title, workingDirectory }) => {
      const conversation = conversationRow({
        id: newId(),
        title: title ?? 'New conversation',
        workingDirectory: workingDirectory ?? null,
        createdAt: now(),
        updatedAt: now(),
      })
      emit({ event: 'conversation.changed', data: store(world.conversations, conversation) })
      return conversation
    },
    'conversations.list': () => world.conversations.toSorted((a, b) => b.updatedAt - a.updatedAt),
    'conversations.get': ({ id }) => ({
      ...found(world.conversations, id),
      session: sessionOf(id),
      activeTurns: world.turns.filter(
        (turn) => turn.conversationId === id && ['queued', 'running', 'waiting'].includes(turn.status),
      ),
      live: world.live.filter((live) => live.conversationId === id),
      questions: world.questions.filter(
        (question) => question.deliverTo === id && question.status === 'open',
      ),
    }),
    'conversations.rename': ({ id, title }) => {
      const conversation = { ...found(world.conversations, id), title }
      emit({ event: 'conversation.changed', data: store(world.conversations, conversation) })
      return conversation
    },
    'conversations.setWorkingDirectory': ({ id, workingDirectory }) => {
      const conversation = { ...found(world.conversations, id), workingDirectory }
      emit({ event: 'conversation.changed', data: store(world.conversations, conversation) })
      return conversation
    },
    'conversations.remove': ({ id }) => {
      world.conversations = world.conversations.filter((one) => one.id !== id)
      emit({ event: 'conversation.changed', data: { id, removed: true } })
      return {}
    },
    'conversations.messages': ({ conversationId, before = Number.MAX_SAFE_INTEGER, limit = 60 }) => {
      const all = world.messages.filter((message) => message.conversationId === conversationId)
      const end = Math.min(before, all.length)
      const start = Math.max(0, end - limit)
      const messages = all.slice(start, end)
      const turnIds = new Set(messages.map((message) => message.turnId))
      const turns = world.turns.filter(
        (turn) => turnIds.has(turn.id) && ['failed', 'cancelled'].includes(turn.status),
      )
      return { messages, nextBefore: start > 0 ? start : null, turns }
    },
    'conversations.send': ({ conversationId, text, answers, replyTo }) => {
      found(world.conversations, conversationId)
      const user = { id: newId(), conversationId, at: now(), content: textBlocks(text) }
      if (answers) {
        const question = found(world.questions, answers)
        if (question.status !== 'open') throw new Refusal('conflict', 'The question was answered already.')
        append(messageRow({ ...user, turnId: question.turnId, answers }))
        const answered = answeredQuestion(question, { kind: 'text', text }, 'conversation')
        emit({ event: 'question.changed', data: store(world.questions, answered) })
        return { turnId: question.turnId }
      }
      const turn = turnRow(
        { id: newId(), conversationId, queuedAt: now(), startedAt: now() },
        { status: 'running' },
      )
      append(messageRow({ ...user, turnId: turn.id, replyTo: replyTo ?? null }))
      turnChange(turn)
      answer(turn, text)
      return { turnId: turn.id }
    },
    'sessions.list': ({ conversationId }) =>
      world.sessions
        .filter((one) => one.conversationId === conversationId)
        .toReversed()
        .map((one, index) => ({ ...one, isCurrent: index === 0, turns: 1, lastAt: null, firstWords: '' })),
    'sessions.start': ({ conversationId, connectionId }) => {
      const session = sessionRow({
        id: newId(),
        conversationId,
        connectionId: connectionId ?? 'practice',
        reason: 'requested',
      })
      world.sessions.push(session)
      append(
        messageRow({
          id: newId(),
          conversationId,
          at: now(),
          role: 'divider',
          content: [{ type: 'divider', reason: 'requested', text: 'New session, as you asked' }],
        }),
      )
      return session
    },
    'sessions.switchModel': ({ conversationId, connectionId, model }) => {
      const before = sessionOf(conversationId) ?? sessionRow({ id: newId(), conversationId })
      const session = { ...before, connectionId: connectionId ?? before.connectionId, model: model ?? null }
      store(world.sessions, session)
      return { session, kept: true, reason: 'The session goes on with the new model.' }
    },
    'turns.cancel': ({ turnId }) => {
      const { id, conversationId } = found(world.turns, turnId)
      return turnChange(turnRow({ id, conversationId, endedAt: now() }, { status: 'cancelled' }))
    },
    'turns.retry': ({ turnId }) => {
      const { conversationId } = found(world.turns, turnId)
      const turn = turnRow(
        { id: newId(), conversationId, queuedAt: now(), startedAt: now() },
        { status: 'running' },
      )
      turnChange(turn)
      answer(turn, 'again')
      return turn
    },
    'search.query': () => ({ hits: [] }),
  }
}
