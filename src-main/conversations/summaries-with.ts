import type { Message } from '../../src-shared/domain/message.ts'
import type { Compaction } from '../store/compaction-store.ts'
import type { Stores } from '../store/stores.ts'

/** Where words stand that a session was given. */
interface Place {
  readonly sessionId: string
  readonly turnId: string
  readonly seq: number
}

/** What was made of a conversation's sessions and may tell of one message. */
export interface SummariesWith {
  readonly compactions: readonly Compaction[]
  /** The sessions that began with such a summary. */
  readonly sessionIds: readonly string[]
}

const end = Number.MAX_SAFE_INTEGER

/** The summaries that stand for a message, and all that was made of these: in forks and in later sessions, too. */
export function summariesWith(stores: Stores, message: Message): SummariesWith {
  const { sessions, compactions, contexts, threads } = stores
  const places = placesOf(stores, message)
  const asked = new Map<string, boolean>()
  /** Whether what a session was told at its start may tell of it. */
  const isTold = (sessionId: string): boolean => {
    const known = asked.get(sessionId)
    if (known !== undefined) return known
    asked.set(sessionId, false)
    const origin = sessions.origin(sessionId)
    if (origin?.session.summary == null) return false
    const first = sessions
      .counts(message.conversationId)
      .find((each) => each.sessionId === sessionId)?.firstSeq
    const chain = origin.summaryOf === null ? null : sessions.chain(origin.summaryOf)
    const told =
      places.some(
        (place) =>
          place.seq < (first ?? end) &&
          // Of which session it was is not known of an imported one.
          (chain === null || chain.some(({ id, until }) => id === place.sessionId && place.seq <= until)),
      ) || isTold(chain?.at(-1)?.id ?? '')
    asked.set(sessionId, told)
    return told
  }
  const isCovered = ({ sessionId, covers }: Compaction, { sessionId: said, turnId, seq }: Place): boolean => {
    // Itself first.
    const chain = sessions.chain(sessionId)
    const [own, covered] = [said, covers.sessionId].map((id) => chain.findIndex((link) => link.id === id))
    if (own === undefined || covered === undefined || own < 0 || seq > (chain[own]?.until ?? -1)) return false
    if (own !== covered) return own > covered
    const ended = contexts.endedSeqOf(turnId)
    return (
      (ended !== null && ended <= covers.endedSeq) ||
      covers.turns.some((turn) => turn.id === turnId && seq <= turn.seq)
    )
  }
  if (places.length === 0) return { compactions: [], sessionIds: [] }
  const { conversationId } = message
  return {
    compactions: compactions
      .ofConversation(conversationId)
      .filter(
        (each) =>
          places.some((place) => isCovered(each, place)) ||
          isTold(sessions.chain(each.sessionId).at(-1)?.id ?? ''),
      ),
    sessionIds: sessions.list(conversationId).flatMap(({ id }) => (isTold(id) ? [id] : [])),
  }

  function placesOf({ messages }: Stores, of: Message): Place[] {
    // What belongs to no session is given to one with the message that follows it or replies to it.
    const bearers = of.sessionId === null ? messages.givenWith(of.id) : [of]
    return bearers.flatMap(({ id, sessionId, turnId }) => {
      const seq = threads.placeOf(id)?.seq
      return sessionId === null || turnId === null || seq === undefined ? [] : [{ sessionId, turnId, seq }]
    })
  }
}
