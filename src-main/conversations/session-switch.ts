import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import { ModelError } from '../models/model-client.ts'
import { conflict, notFound, unavailable } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { ModelSwitch, OldSummary, SessionDesk, SessionWish } from '../turns/session-desk.ts'
import { summaryProblem } from '../turns/summary-words.ts'

/** What the user wishes, and whether a new session is to begin with a summary of the old one. */
export type SwitchWish = Omit<SessionWish, 'workingDirectory'> & { readonly summary?: boolean | undefined }

const busy =
  'The assistant still works in this session, and a summary would miss what comes of it. Wait for its end, or stop it first.'
const withoutIt = 'Begin the new session without a summary.'

export type SessionSwitch = ReturnType<typeof createSessionSwitch>

/**
 * New sessions and other models, as the user asks for them. A summary is made first, by the old session's own model; only
 * when it is there anything changes.
 */
export function createSessionSwitch(
  core: Core,
  parts: {
    readonly sessions: SessionDesk
    summarise(session: Session, signal: AbortSignal): Promise<string>
    /** Secrets that a model repeats are kept out of the rows. */
    masked(text: string): string
  },
) {
  const { stores, unitOfWork } = core
  const { sessions } = parts
  const making = new Map<string, AbortController>()

  const get = (id: string): Conversation => {
    const conversation = stores.conversations.get(id)
    if (!conversation) throw notFound('There is no such conversation. It may have been removed.')
    return conversation
  }

  const summaryOf = async (session: Session): Promise<OldSummary> => {
    const { conversationId } = session
    if (making.has(conversationId))
      throw conflict('A summary of this conversation is being made already. Wait for it, or cancel it.')
    const stop = new AbortController()
    making.set(conversationId, stop)
    try {
      const text = await parts.summarise(session, stop.signal)
      if (text === '')
        throw unavailable(
          `The model gave no summary, and nothing was changed. Try again, or begin the new session without one.`,
        )
      return { text: parts.masked(text), of: session.id }
    } catch (error) {
      if (stop.signal.aborted) throw conflict('You stopped the summary; nothing was changed.')
      if (error instanceof ModelError)
        throw unavailable(
          summaryProblem('The summary could not be made, and nothing was changed', withoutIt, error),
        )
      throw error
    } finally {
      making.delete(conversationId)
    }
  }

  /** How many turns it has had; refused while one goes on, or waits for its start: its summary would not have it. */
  const turnsAtRest = ({ id, conversationId }: Session): number => {
    const working = stores.turns
      .active(conversationId)
      .some(({ sessionId, status }) => sessionId === id && status !== 'waiting')
    if (working) throw conflict(busy)
    return stores.sessions.counts(conversationId).find(({ sessionId }) => sessionId === id)?.turns ?? 0
  }

  /** With the summary, where one is wished and there is something to sum up. */
  const withSummary = async <T>(
    conversationId: string,
    isWished: boolean,
    change: (conversation: Conversation, work: Work, summary?: OldSummary) => T,
  ): Promise<T> => {
    const old = stores.sessions.current(conversationId)
    if (!isWished || !old || !stores.threads.wasSpokenIn(old.id))
      return unitOfWork.run((work) => change(get(conversationId), work))
    const turns = turnsAtRest(old)
    const removals = stores.compactions.removals(conversationId)
    const summary = await summaryOf(old)
    return unitOfWork.run((work) => {
      const conversation = get(conversationId)
      if (stores.sessions.current(conversationId)?.id !== old.id)
        throw conflict('The conversation went on in another session meanwhile. Nothing was changed.')
      if (turnsAtRest(old) !== turns)
        throw conflict('More was said while the summary was made. Nothing was changed. Try again.')
      if (stores.compactions.removals(conversationId) !== removals)
        throw conflict('A message was deleted while the summary was made. Nothing was changed. Try again.')
      return change(conversation, work, summary)
    })
  }

  return {
    /** A new session because the user asked for one. Errors: `unavailable` where its summary cannot be made. */
    async start(conversationId: string, { summary = false, ...wish }: SwitchWish): Promise<Session> {
      // Refused before a model is asked, not after.
      sessions.check(get(conversationId), wish)
      return withSummary(conversationId, summary, (conversation, work, text) =>
        sessions.begin(conversation, wish, work, text),
      )
    },

    /** Another model for the session, or a new one where it cannot take the old one's content. */
    async switchModel(
      conversationId: string,
      { summary = false, ...wish }: SwitchWish,
    ): Promise<ModelSwitch> {
      const { kept } = sessions.check(get(conversationId), wish)
      return withSummary(conversationId, summary && !kept, (conversation, work, text) =>
        sessions.switchModel(conversation, wish, work, text),
      )
    },

    /** Ends the making of a summary under way, if there is one. */
    cancelSummary(conversationId: string): void {
      get(conversationId)
      making.get(conversationId)?.abort()
    },

    /** Lets nothing go on when the application ends. */
    stop(): void {
      for (const each of making.values()) each.abort()
    },
  }
}
