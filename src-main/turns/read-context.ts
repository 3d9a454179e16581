import { atOnce, type Sliced } from '../../src-shared/domain/at-once.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { RequestMessage } from '../models/model-client.ts'
import type { Covers } from '../store/compaction-store.ts'
import type { ContextPart } from '../store/context-store.ts'
import type { ChainLink } from '../store/session-store.ts'
import type { Stores } from '../store/stores.ts'
import type { ContextTurnRow } from '../store/turn-store.ts'
import {
  contextInSlices,
  type ContextStart,
  type ContextTurn,
  type ContextView,
  type TurnEntry,
} from './build-context.ts'

/** A message of a context, with its place among all messages. */
export interface PlacedEntry extends TurnEntry {
  readonly seq: number
}

export interface PlacedTurn {
  readonly sessionId: string
  readonly turn: Turn
  readonly endedSeq: number | null
  readonly entries: readonly PlacedEntry[]
  readonly isCut: boolean
  readonly asked: readonly Message[]
}

/** The rows that a session's next call is built from. */
export interface ContextRows {
  readonly start: (ContextStart & { readonly madeAt: number }) | null
  /** What `start` stands for, where it is a compaction's. */
  readonly covers: Covers | null
  /** In the order in which the model sees them. */
  readonly turns: readonly PlacedTurn[]
  /** The last one is executed. */
  readonly executes: boolean
}

/** So many turns, and so many messages, are read at a time. */
const pageSize = 50

/**
 * Reads what the context of a session is built from: the chain of sessions that it began with, each up to where the next
 * parts from it, without what the newest summary covers. `turnId`: the turn that is executed, `null` for a session at rest.
 */
export function readContext(stores: Stores, sessionId: string, turnId: string | null): ContextRows {
  return atOnce(contextRows(stores, sessionId, turnId))
}

/** The same in slices, each of which reads messages whole, with their results. */
export function* contextRows(stores: Stores, sessionId: string, turnId: string | null): Sliced<ContextRows> {
  // Itself first.
  const chain = stores.sessions.chain(sessionId)
  const { start, covers } = beginning(stores, chain)
  const first = covers === null ? chain.length - 1 : chain.findIndex(({ id }) => id === covers.sessionId)
  const turns: PlacedTurn[] = []
  for (const { id, until } of chain.slice(0, first + 1).toReversed()) {
    const part = { sessionId: id, until, covers: id === covers?.sessionId ? covers : null }
    const view = { turnId: id === sessionId ? turnId : null, madeAt: start?.madeAt ?? 0 }
    for (let after = part.covers?.endedSeq ?? -1; ;) {
      const page = stores.turns.endedInContext(part, after, pageSize)
      turns.push(...(yield* withMessages(stores, part, page, view)))
      after = page.at(-1)?.endedSeq ?? after
      if (page.length < pageSize) break
    }
    turns.push(...(yield* withMessages(stores, part, stores.turns.openInContext(part, view.turnId), view)))
  }
  return { start, covers, turns, executes: turnId !== null && turns.at(-1)?.turn.id === turnId }
}

/** The same rows after a step of the turn that is executed: nothing else has changed since, so it alone is read again. */
export function* rowsAfterStep(
  stores: Stores,
  { sessionId, id: turnId }: Turn,
  { start, covers, turns }: ContextRows,
): Sliced<ContextRows> {
  const until = Number.MAX_SAFE_INTEGER
  const part = { sessionId, until, covers: sessionId === covers?.sessionId ? covers : null }
  const open = stores.turns.openInContext(part, turnId).filter(({ turn }) => turn.id === turnId)
  const own = yield* withMessages(stores, part, open, { turnId, madeAt: start?.madeAt ?? 0 })
  const earlier = turns.filter(({ turn }) => turn.id !== turnId)
  return { start, covers, turns: [...earlier, ...own], executes: own.length > 0 }
}

/** The messages of a call, from the rows that were read for it. */
export function contextMessages(rows: ContextRows, view: MessagesView): RequestMessage[] {
  return atOnce(messagesInSlices(rows, view))
}

/** The same in slices. */
export function messagesInSlices(rows: ContextRows, view: MessagesView): Sliced<RequestMessage[]> {
  return contextInSlices(rows.turns.map(contextTurn), { ...view, start: rows.start, executes: rows.executes })
}

/** What of a turn the messages of a call are made of. */
export function contextTurn({ turn, entries, isCut, asked }: PlacedTurn): ContextTurn {
  return { turn, messages: entries, isCut, asked }
}

type MessagesView = Omit<ContextView, 'start' | 'executes'>

/**
 * The newest summary that holds here: of the session itself, else of the next of the chain that had one where the chain
 * leaves it. Without any the first session may have begun with what it was told of another.
 */
function beginning(stores: Stores, chain: readonly ChainLink[]): Pick<ContextRows, 'start' | 'covers'> {
  const known = new Set(chain.map(({ id }) => id))
  for (const { id, until } of chain) {
    const found = stores.compactions.newest(id, until)
    if (found && known.has(found.covers.sessionId))
      return {
        start: { summary: found.summary, block: found.block, madeAt: found.messageSeq },
        covers: found.covers,
      }
  }
  const summary = stores.sessions.get(chain.at(-1)?.id ?? '')?.summary ?? null
  return { start: summary === null ? null : { summary, block: null, madeAt: 0 }, covers: null }
}

function* withMessages(
  stores: Stores,
  part: ContextPart,
  rows: readonly ContextTurnRow[],
  { turnId, madeAt }: { readonly turnId: string | null; readonly madeAt: number },
): Sliced<PlacedTurn[]> {
  const said = new Map<string, PlacedEntry[]>(rows.map(({ turn }) => [turn.id, []]))
  const ids = [...said.keys()]
  for (let after = 0; ids.length > 0;) {
    const page = stores.contexts.messages(part, ids, after, pageSize)
    const users = page.flatMap(({ message }) => (message.role === 'user' ? [message.id] : []))
    const following = stores.messages.followingNotices(part.sessionId, users)
    for (const { seq, message } of page) {
      const entry = {
        seq,
        message,
        isBeforeSummary: seq < madeAt,
        follows: follows(stores, message, following),
      }
      said.get(message.turnId ?? '')?.push(entry)
    }
    yield
    after = page.at(-1)?.seq ?? after
    if (page.length < pageSize) break
  }
  const covered = new Map((part.covers?.turns ?? []).map(({ id, seq }) => [id, seq]))
  const isCut = part.until < Number.MAX_SAFE_INTEGER
  return rows.flatMap(({ turn, endedSeq, isWhole }): PlacedTurn[] => {
    const entries = said.get(turn.id) ?? []
    const seq = covered.get(turn.id)
    // Nothing of it is left.
    if (entries.length === 0 && seq === undefined) return []
    const asked = seq === undefined || turn.id !== turnId ? [] : stores.contexts.asked(turn.id, seq)
    return [{ sessionId: part.sessionId, turn, endedSeq, entries, isCut: isCut && !isWhole, asked }]
  })
}

/** What stands right before a message of the user's, and what it replies to. */
function follows(stores: Stores, message: Message, following: ReadonlySet<string>): readonly Message[] {
  if (message.role !== 'user') return []
  const notices = following.has(message.id) ? stores.messages.noticesBefore(message.id) : []
  const repliedTo = message.replyTo === null ? undefined : stores.messages.get(message.replyTo)
  return repliedTo?.role === 'notice' && !notices.some((notice) => notice.id === repliedTo.id)
    ? [repliedTo, ...notices]
    : notices
}
