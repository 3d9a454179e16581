import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import { badInput, conflict, notFound, unavailable } from '../platform/route-failure.ts'
import type { AnswerDesk } from '../questions/answer-desk.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import type { Core } from '../store/core.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { SessionDesk } from '../turns/session-desk.ts'
import { continueRun } from './continue-run.ts'
import type { QueueDesk } from './queue-desk.ts'
import { queueMessage } from './queue-message.ts'
import { titleFrom, untitled } from './title-from.ts'
import { wantsTitle } from './title-wish.ts'

export interface Outgoing {
  readonly conversationId: string
  readonly text: string
  readonly answers?: string | undefined
  readonly replyTo?: string | undefined
  readonly clientId?: string | undefined
  readonly attachments?: readonly Attachment[] | undefined
  /** The turn that works in the session makes way for it at its next step. */
  readonly interrupt?: boolean | undefined
}

/** What of a message is kept beside its words, where it is no turn of this conversation. */
interface Marks {
  readonly answers?: string
  readonly replyTo?: string
  readonly clientId: string | undefined
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
    readonly queue: Pick<QueueDesk, 'hurry'>
    readonly kick: () => void
    /** Rejects with a sentence where they cannot be sent. */
    readonly checkAttachments: (attachments: readonly Attachment[]) => Promise<void>
  },
): (message: Outgoing) => Promise<{ readonly turnId: string }> {
  const { stores, unitOfWork, clock, ids } = core

  /** Words that belong to a run. */
  const append = (conversation: Conversation, text: string, marks: Marks, work: Work): void => {
    const at = clock.now()
    const message = stores.messages.insert({
      id: ids.next('message'),
      conversationId: conversation.id,
      sessionId: null,
      turnId: null,
      at,
      role: 'user',
      content: [{ type: 'text', text }],
      answers: marks.answers ?? null,
      replyTo: marks.replyTo ?? null,
      clientId: marks.clientId ?? null,
      runId: marks.runId ?? null,
    })
    stores.conversations.spoken(conversation.id, at)
    tellConversation(stores, conversation.id, work)
    work.publish('message.appended', message)
  }

  const answer = (
    conversation: Conversation,
    questionId: string,
    { text, clientId, attachments = [] }: Outgoing,
    work: Work,
  ): string => {
    const question = stores.questions.get(questionId)
    if (!question)
      throw notFound('The question that this answers does not exist any more. Send it as a message instead.')
    if (question.kind === 'credential')
      throw unavailable(
        'A secret is never sent as a message. Enter it in the field of its question, here or in the Inbox.',
      )
    if (attachments.length > 0)
      throw badInput('An answer is words alone. Send the files as a message of their own.')
    append(conversation, text, { answers: questionId, clientId }, work)
    parts.answers.answerIn(questionId, { kind: 'text', text }, 'conversation', work)
    return question.turnId
  }

  /** The turn that goes on with the run behind a notice; `null` when the notice has no run that can be gone on with. */
  const reply = (
    conversation: Conversation,
    notice: Message,
    { text, clientId, attachments = [] }: Outgoing,
    work: Work,
  ): string | null => {
    const block = notice.content.find((each) => each.type === 'notice')
    const run = block?.runId == null ? undefined : stores.runs.get(block.runId)
    if (!run?.sessionId || run.conversationId === null || run.conversationId === conversation.id) return null
    if (attachments.length > 0)
      throw badInput('A run is gone on with by words alone. Send the files as an ordinary message.')
    const { turn } = continueRun(core, parts.runs, run, text, work)
    append(conversation, text, { replyTo: notice.id, clientId, runId: turn.runId }, work)
    return turn.id
  }

  const say = (conversation: Conversation, outgoing: Outgoing, work: Work): string => {
    const { text, replyTo, clientId, attachments = [], interrupt = false } = outgoing
    const wishes = wantsTitle(stores, conversation)
    const session = parts.sessions.ensure(conversation, {}, work)
    const title = titleFrom(text)
    if (conversation.titleBy === 'none' && title !== untitled)
      stores.conversations.rename(conversation.id, title, 'words')
    const content: Block[] = attachments.map((attachment) => ({ type: 'attachment', attachment }))
    if (text !== '') content.push({ type: 'text', text })
    const place = { conversation, sessionId: session.id }
    const turn = queueMessage(
      core,
      place,
      { content, replyTo, clientId, wantsTitle: wishes },
      parts.kick,
      work,
    )
    if (interrupt) parts.queue.hurry(turn.id, false, work)
    return turn.id
  }

  return async (message) => {
    if (message.attachments && message.attachments.length > 0)
      await parts.checkAttachments(message.attachments)
    return unitOfWork.run((work) => {
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
  }

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
