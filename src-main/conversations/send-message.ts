import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import { conflict, notFound, unavailable } from '../platform/route-failure.ts'
import type { AnswerDesk } from '../questions/answer-desk.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { SessionDesk } from '../turns/session-desk.ts'
import { continueRun } from './continue-run.ts'
import { queueChatTurn } from './queue-chat-turn.ts'
import { titleFrom, untitled } from './title-from.ts'

export interface Outgoing {
  readonly conversationId: string
  readonly text: string
  readonly answers?: string | undefined
  readonly replyTo?: string | undefined
  readonly clientId?: string | undefined
}

/** What of a message is kept beside its words. */
interface Marks {
  readonly answers?: string
  readonly replyTo?: string | undefined
  readonly clientId?: string | undefined
  /** The run that a reply to a notice began. */
  readonly runId?: string | null
}

/**
 * Where a reply goes (glossary): an answer to the question that it names, a reply to a finished run's notice to that
 * run's session, and everything else to this conversation. Nothing is ever routed to a waiting run by guessing.
 */
export function createSendMessage(
  core: Core,
  parts: {
    readonly answers: AnswerDesk
    readonly runs: RunDesk
    readonly sessions: SessionDesk
    readonly kick: () => void
  },
): (message: Outgoing) => { readonly turnId: string } {
  const { stores, unitOfWork, clock, ids } = core

  const append = (
    conversation: Conversation,
    text: string,
    turn: { readonly sessionId: string; readonly turnId: string } | null,
    marks: Marks,
    work: Work,
  ): Message => {
    const at = clock.now()
    const message = stores.messages.insert({
      id: ids.next('message'),
      conversationId: conversation.id,
      sessionId: turn?.sessionId ?? null,
      turnId: turn?.turnId ?? null,
      at,
      role: 'user',
      content: [{ type: 'text', text }],
      answers: marks.answers ?? null,
      replyTo: marks.replyTo ?? null,
      clientId: marks.clientId ?? null,
      runId: marks.runId ?? null,
    })
    const title = conversation.title === untitled ? titleFrom(text) : conversation.title
    stores.conversations.rename(conversation.id, title)
    stores.conversations.touch(conversation.id, at)
    work.publish('conversation.changed', { ...conversation, title, updatedAt: at })
    work.publish('message.appended', message)
    return message
  }

  const answer = (
    conversation: Conversation,
    questionId: string,
    { text, clientId }: Outgoing,
    work: Work,
  ): string => {
    const question = stores.questions.get(questionId)
    if (!question)
      throw notFound('The question that this answers does not exist any more. Send it as a message instead.')
    if (question.kind === 'credential')
      throw unavailable(
        'A secret is never sent as a message. Enter it in the field of its question, here or in the Inbox.',
      )
    append(conversation, text, null, { answers: questionId, clientId }, work)
    parts.answers.answerIn(questionId, { kind: 'text', text }, 'conversation', work)
    return question.turnId
  }

  /** The turn that goes on with the run behind a notice; `null` when the notice has no run that can be gone on with. */
  const reply = (
    conversation: Conversation,
    notice: Message,
    { text, clientId }: Outgoing,
    work: Work,
  ): string | null => {
    const block = notice.content.find((each) => each.type === 'notice')
    const run = block?.runId == null ? undefined : stores.runs.get(block.runId)
    if (!run?.sessionId || run.conversationId === null || run.conversationId === conversation.id) return null
    const { turn } = continueRun(core, parts.runs, run, text, work)
    append(conversation, text, null, { replyTo: notice.id, clientId, runId: turn.runId }, work)
    return turn.id
  }

  const say = (conversation: Conversation, { text, replyTo, clientId }: Outgoing, work: Work): string => {
    const session = parts.sessions.ensure(conversation, {}, work)
    const place = { conversationId: conversation.id, sessionId: session.id }
    const { id: turnId } = queueChatTurn(core, place, parts.kick, work)
    append(conversation, text, { sessionId: session.id, turnId }, { replyTo, clientId }, work)
    return turnId
  }

  return (message) =>
    unitOfWork.run((work) => {
      const { conversationId, clientId, answers, replyTo } = message
      const conversation = stores.conversations.get(conversationId)
      if (!conversation) throw notFound('This conversation does not exist any more.')
      const sent = clientId === undefined ? undefined : stores.messages.byClientId(conversationId, clientId)
      if (sent) return { turnId: turnOf(sent) }
      if (answers !== undefined) return { turnId: answer(conversation, answers, message, work) }
      const target = replyTo === undefined ? undefined : stores.messages.get(replyTo)
      if (replyTo !== undefined && target?.conversationId !== conversationId) {
        throw notFound('The message that this replies to is not in this conversation any more.')
      }
      const continued = target?.role === 'notice' ? reply(conversation, target, message, work) : null
      return { turnId: continued ?? say(conversation, message, work) }
    })

  /** The turn that a message sent before belongs to, when the same message is sent again. */
  function turnOf(message: Message): string {
    if (message.turnId !== null) return message.turnId
    const question = message.answers === null ? undefined : stores.questions.get(message.answers)
    if (question) return question.turnId
    const began = stores.messages.runOf(message.id)
    const turnId = began === null ? null : stores.runs.get(began)?.turnId
    if (turnId != null) return turnId
    throw conflict('This message was already sent.')
  }
}
