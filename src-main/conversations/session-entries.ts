import type { SessionEntry } from '../../src-shared/domain/session.ts'
import { notFound } from '../platform/route-failure.ts'
import type { Stores } from '../store/stores.ts'
import { firstLine } from './quoted.ts'

/** The sessions of a conversation as a list shows them, newest first. Error `not_found`. */
export function sessionEntries(stores: Stores, conversationId: string): SessionEntry[] {
  if (!stores.conversations.get(conversationId))
    throw notFound('There is no such conversation. It may have been removed.')
  const current = stores.sessions.current(conversationId)
  const hidden = stores.threads.hidden(conversationId)
  const counts = new Map(stores.sessions.counts(conversationId).map((each) => [each.sessionId, each]))
  return stores.sessions.list(conversationId).map((session) => {
    const found = counts.get(session.id)
    const firstSeq = found?.firstSeq ?? null
    const isShown = firstSeq !== null && firstSeq < (hidden.get(session.id) ?? Infinity)
    return {
      ...session,
      isCurrent: session.id === current?.id,
      turns: found?.turns ?? 0,
      lastAt: found?.lastAt ?? null,
      firstWords: firstLine(found?.firstWords ?? ''),
      firstMessageId: isShown ? (found?.firstId ?? null) : null,
    }
  })
}
