import type { Message } from '../../src-shared/domain/message.ts'
import { conflict, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Stores } from '../store/stores.ts'
import type { Work } from '../store/unit-of-work.ts'
import { summarised } from '../turns/session-desk.ts'
import { givenWith, sessionsBehind } from '../turns/sessions-behind.ts'
import { isTerminal } from '../turns/turn-transition.ts'
import { summariesWith } from './summaries-with.ts'

const noSummary =
  'The conversation was summarised here. The summary told of a message that was deleted since, so it was deleted too, and ' +
  'the assistant reads the messages themselves.'
const noStart =
  'The summary that it began with told of a message that was deleted since, so it was deleted too.'

/**
 * Removes a message for good, with its tool calls and with the summaries that may tell of it; its turn, and what that changed in
 * files, stay. Errors: `not_found`, `conflict` while its turn has not ended.
 */
export function removeMessage({ stores, unitOfWork }: Pick<Core, 'stores' | 'unitOfWork'>, id: string): void {
  unitOfWork.run((work) => {
    const message = stores.messages.get(id)
    if (!message) throw notFound('There is no such message. It may have been removed.')
    const turn = message.turnId === null ? undefined : stores.turns.get(message.turnId)
    if (turn?.status === 'queued' && turn.startedAt === null && turn.runId === null)
      throw conflict('It waits for its turn. Take it back there instead.')
    if (turn && !isTerminal(turn.status))
      throw conflict('Its turn is still under way. Wait for its end, or stop it first.')
    const { conversationId } = message
    removeSummaries(stores, message, work)
    keepSources(stores, message)
    stores.compactions.countRemoval(conversationId)
    stores.messages.remove(id)
    work.publish('message.removed', { id, conversationId })
  })
}

/** The next turn of whoever had them makes another one of the messages that stay. Their lines say what became of them. */
function removeSummaries(stores: Stores, message: Message, work: Work): void {
  const { sessions, compactions } = stores
  const found = summariesWith(stores, message)
  for (const each of found.compactions) {
    compactions.remove(each.id)
    reword(stores, each.messageId, () => noSummary, work)
  }
  for (const sessionId of found.sessionIds) {
    compactions.removeStart(sessionId)
    const line = sessions.counts(message.conversationId).find((each) => each.sessionId === sessionId)?.firstId
    if (line != null) reword(stores, line, (text) => text.replace(summarised, noStart), work)
    const current = sessions.current(message.conversationId)
    if (current?.id === sessionId) work.publish('session.changed', current)
  }
}

function reword({ messages }: Stores, id: string, words: (text: string) => string, work: Work): void {
  const [block, ...others] = messages.get(id)?.content ?? []
  if (block?.type !== 'divider') return
  messages.setContent(id, [{ ...block, text: words(block.text) }, ...others])
  const changed = messages.get(id)
  if (changed) work.publish('message.changed', changed)
}

/** What a run had read that was given to a session with the message counts there as before: it was answered to. */
function keepSources(stores: Stores, message: Message): void {
  const { messages, contexts, toolCalls } = stores
  if (message.role === 'assistant') return
  const brought = message.sessionId === null ? messages.givenWith(message.id) : [message]
  for (const each of brought) {
    const runs = givenWith(stores, each, messages.noticesBefore(each.id))
    const behind = new Set(runs.flatMap((sessionId) => [...sessionsBehind(stores, sessionId)]))
    const sources = [...behind].flatMap((sessionId) => toolCalls.sourcesOfSession(sessionId))
    if (each.sessionId !== null && sources.length > 0) contexts.keepSources(each.sessionId, sources)
  }
}
