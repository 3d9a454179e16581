import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { ConversationDetail } from '../../src-shared/ipc/conversation-routes.ts'
import { badInput, conflict, notFound } from '../platform/route-failure.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import { newConversation } from '../runs/visible-conversation.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { Emptying } from '../store/emptying.ts'
import { plainTitle } from '../turns/clean-title.ts'
import type { Dispatcher } from '../turns/dispatcher.ts'
import type { LiveMessages } from '../turns/live-messages.ts'
import type { TurnLedger } from '../turns/turn-ledger.ts'
import { isTerminal } from '../turns/turn-transition.ts'
import { continueRun } from './continue-run.ts'
import { queueMessage } from './queue-message.ts'
import { untitled } from './title-from.ts'
import { wantsTitle } from './title-wish.ts'

export type ConversationDesk = ReturnType<typeof createConversationDesk>

/** More than so many open questions are not picked from in a conversation; the inbox has them all. */
const mostQuestions = 200

/** Conversations, their sessions and their turns, as the user handles them. */
export function createConversationDesk(
  core: Core,
  parts: {
    readonly dispatcher: Dispatcher
    readonly ledger: Pick<TurnLedger, 'stop'>
    readonly live: LiveMessages
    readonly runs: RunDesk
    /** Takes the rows of a hidden conversation away. */
    readonly empty: Emptying['empty']
    /** The conversation goes on with an older session. Part of the caller's transaction. */
    readonly goBack: (sessionId: string, work: Work) => void
    /** What the assistant may do by itself in a new conversation. */
    readonly permission: () => Conversation['permission']
  },
) {
  const { stores, unitOfWork, clock } = core
  const { dispatcher, ledger, live, runs } = parts

  const get = (id: string): Conversation => {
    const conversation = stores.conversations.get(id)
    if (!conversation) throw notFound('There is no such conversation. It may have been removed.')
    return conversation
  }
  const change = (id: string, write: () => void): Conversation =>
    unitOfWork.run((work) => {
      get(id)
      write()
      const conversation = get(id)
      work.publish('conversation.changed', conversation)
      return conversation
    })

  return {
    create: (input: {
      title?: string | undefined
      kind?: Conversation['kind'] | undefined
      workingDirectory?: string | undefined
    }): Conversation =>
      unitOfWork.run((work) => {
        const { kind = 'chat', workingDirectory = null } = input
        const title = plainTitle(input.title ?? '')
        const named =
          title === ''
            ? ({ title: untitled, titleBy: 'none' } as const)
            : ({ title, titleBy: 'user' } as const)
        const permission = parts.permission()
        return newConversation(core, { kind, ...named, scheduleId: null, workingDirectory, permission }, work)
      }),

    /** With all that a window opened late needs to show the same as one that was there all the time. */
    detail(id: string): ConversationDetail {
      return {
        ...get(id),
        session: stores.sessions.current(id) ?? null,
        activeTurns: stores.turns.active(id),
        live: live.of(id),
        doing: live.doing(id),
        questions: stores.questions.list({ status: 'open', conversationId: id, limit: mostQuestions }),
      }
    },

    rename: (id: string, title: string): Conversation =>
      change(id, () => {
        const plain = plainTitle(title)
        if (plain === '') throw badInput('A title has at least one character that can be seen.')
        stores.conversations.rename(id, plain, 'user')
      }),
    pin: (id: string, pinned: boolean): Conversation =>
      change(id, () => stores.conversations.setPinned(id, pinned ? clock.now() : null)),
    archive: (id: string, archived: boolean): Conversation =>
      change(id, () => stores.conversations.setArchived(id, archived ? clock.now() : null)),
    markUnread: (id: string, unread: boolean): Conversation =>
      change(id, () => stores.conversations.setUnread(id, unread)),
    /** Into a folder, or with `null` out of it. Errors: `not_found`. */
    move: (id: string, folderId: string | null): Conversation =>
      change(id, () => {
        if (folderId !== null && !stores.folders.get(folderId))
          throw notFound('There is no such folder. It may have been removed.')
        stores.conversations.setFolder(id, folderId)
      }),

    /** The folder of the conversation, for its current session and later ones. */
    setWorkingDirectory: (id: string, path: string | null): Conversation =>
      change(id, () => {
        stores.conversations.setWorkingDirectory(id, path)
        const session = stores.sessions.current(id)
        if (session) stores.sessions.setWorkingDirectory(session.id, path)
      }),

    /** What the assistant may do by itself in turns of this conversation from their next step on. */
    setPermission: (
      id: string,
      wish: {
        permission?: Conversation['permission'] | undefined
        tools?: Conversation['tools'] | undefined
      },
    ): Conversation =>
      change(id, () => {
        const { permission, tools } = get(id)
        stores.conversations.setPermission(id, wish.permission ?? permission, wish.tools ?? tools)
      }),

    /**
     * Stops what works in it and withdraws its questions, and removes it with all that was said. Runs stay as history.
     * One transaction: a run whose turn went without it would be under way for ever. Nobody sees it any more from then on;
     * its rows go little by little.
     */
    remove(id: string): void {
      unitOfWork.run((work) => {
        get(id)
        for (const turn of stores.turns.active(id)) {
          ledger.stop(turn.id, 'conversation-removed', work)
          work.afterCommit(() => dispatcher.abandon(turn.id))
        }
        stores.conversations.hide(id)
        work.afterCommit(() => void parts.empty(id))
        work.publish('conversation.changed', { id, removed: true })
        // The items of its questions went with it.
        work.publish('inbox.changed', { ...stores.inbox.counts(), item: null })
      })
    },

    /**
     * A new turn in the same session that does an ended one's work again: an older session goes on with it. Where another version
     * is shown in place of that, in the current one, so that it is seen. A run's turn is retried as a run of its own.
     */
    retry(turnId: string): Turn {
      return unitOfWork.run((work) => {
        const before = stores.turns.find(turnId)
        if (!before) throw notFound('There is no such turn.')
        if (!isTerminal(before.turn.status))
          throw conflict('This is still under way. Wait for its end, or stop it first.')
        const conversation = get(before.turn.conversationId)
        const { runId } = before.turn
        const run = runId === null ? undefined : stores.runs.get(runId)
        const again = 'Try again: do the same work once more from the start.'
        if (run) return continueRun(core, runs, run, again, work).turn
        const said = stores.messages.ofTurn(turnId).find((message) => message.role === 'user')
        const isHidden = stores.threads.hidden(conversation.id).has(before.turn.sessionId)
        const current = stores.sessions.current(conversation.id)?.id ?? before.turn.sessionId
        const sessionId = isHidden ? current : before.turn.sessionId
        if (sessionId !== current) parts.goBack(sessionId, work)
        return queueMessage(
          core,
          { conversation, sessionId },
          {
            content: said?.content ?? [{ type: 'text', text: again }],
            replyTo: said?.replyTo ?? null,
            fromFile: said !== undefined && stores.messages.isFromFile(said.id),
            wantsTitle: wantsTitle(stores, conversation),
          },
          () => dispatcher.kick(),
          work,
        )
      })
    },
  }
}
