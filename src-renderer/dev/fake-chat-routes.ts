import { type Message, messageText } from '../../src-shared/domain/message.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import { answeredQuestion } from './answered-question.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { fakeMessagePage } from './fake-message-page.ts'
import type { FakeTurns } from './fake-turns.ts'
import { Refusal } from './refusal.ts'
import { found, pageAfter, store } from './row-table.ts'
import { conversationRow, messageRow, textBlocks, turnRow } from './rows.ts'
import type { World } from './world.ts'

/** The part of the fake main process that conversations use; a message gets a streamed answer. */
export function fakeChatRoutes(world: World, emit: (event: AppEvent) => void, turns: FakeTurns): FakeRoutes {
  const cancelRunning = (conversationId: string): void => {
    for (const turn of world.turns)
      if (turn.conversationId === conversationId && turn.status === 'running') turns.cancel(turn)
  }
  const queued = (turnId: string): Message => {
    const message = world.messages.find((one) => one.turnId === turnId && one.role === 'user')
    if (!message || found(world.turns, turnId).status !== 'queued')
      throw new Refusal('conflict', 'It is being answered already.')
    return message
  }
  const removed = (id: string, conversationId: string): Record<string, never> => {
    world.messages = world.messages.filter((one) => one.id !== id)
    emit({ event: 'message.removed', data: { id, conversationId } })
    return {}
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
    'conversations.list': ({ limit, before }) =>
      pageAfter(
        world.conversations.toSorted((a, b) => b.updatedAt - a.updatedAt),
        before,
        limit,
      ),
    'conversations.get': ({ id }) => ({
      ...found(world.conversations, id),
      session: turns.session(id),
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
    'conversations.messages': (input) => fakeMessagePage(world, input),
    'messages.find': ({ conversationId, text }) => {
      const hits = world.messages
        .filter((message) => message.conversationId === conversationId)
        .map(({ id, content }) => ({
          id,
          places: messageText(content).toLowerCase().split(text.toLowerCase()).length - 1,
        }))
        .filter(({ places }) => places > 0)
      return { messageIds: hits.map(({ id }) => id), places: hits.map(({ places }) => places) }
    },
    'conversations.send': ({ conversationId, text, answers, replyTo, attachments = [], interrupt }) => {
      found(world.conversations, conversationId)
      const content: Message['content'] = [
        ...(text === '' ? [] : textBlocks(text)),
        ...attachments.map((attachment) => ({ type: 'attachment' as const, attachment })),
      ]
      const user = { id: newId(), conversationId, at: now(), content }
      if (answers) {
        const question = found(world.questions, answers)
        if (question.status !== 'open') throw new Refusal('conflict', 'The question was answered already.')
        turns.append(messageRow({ ...user, turnId: question.turnId, answers }))
        const answered = answeredQuestion(question, { kind: 'text', text }, 'conversation')
        emit({ event: 'question.changed', data: store(world.questions, answered) })
        return { turnId: question.turnId }
      }
      const sessionId = turns.session(conversationId)?.id ?? null
      const turn = turns.ask(
        messageRow({ ...user, sessionId, turnId: newId(), replyTo: replyTo ?? null }),
        text,
      )
      if (interrupt === true) cancelRunning(conversationId)
      return { turnId: turn.id }
    },
    'messages.changeQueued': ({ turnId, text }) => {
      const message = queued(turnId)
      const files = message.content.filter((block) => block.type === 'attachment')
      const changed = { ...message, content: [...textBlocks(text), ...files] }
      emit({ event: 'message.changed', data: store(world.messages, changed) })
      return changed
    },
    'messages.removeQueued': ({ turnId }) => {
      const { id, conversationId } = queued(turnId)
      turns.cancel(found(world.turns, turnId))
      return removed(id, conversationId)
    },
    'messages.sendNow': ({ turnId }) => {
      const { conversationId } = queued(turnId)
      const running = world.turns.filter(
        (turn) => turn.conversationId === conversationId && turn.status === 'running',
      )
      turns.beginQueued(found(world.turns, turnId))
      for (const turn of running) turns.cancel(turn)
      return found(world.turns, turnId)
    },
    'messages.remove': ({ id }) => removed(id, found(world.messages, id).conversationId),
    'turns.cancel': ({ turnId }) => turns.cancel(found(world.turns, turnId)),
    'turns.retry': ({ turnId }) => {
      const { conversationId } = found(world.turns, turnId)
      const turn = turnRow({ id: newId(), conversationId, queuedAt: now() }, { status: 'queued' })
      turns.begin(turn, 'again')
      return found(world.turns, turn.id)
    },
  }
}
