import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { RequestMessage } from '../models/model-client.ts'
import type { Covers } from '../store/compaction-store.ts'
import type { PlacedMessage } from '../store/context-store.ts'
import type { ChainLink } from '../store/session-store.ts'
import type { Stores } from '../store/stores.ts'
import { buildContext, type ContextStart, type ContextView, type TurnEntry } from './build-context.ts'

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

/**
 * Reads what the context of a session is built from: the chain of sessions that it began with, each up to where the next
 * parts from it, without what the newest summary covers. `turnId`: the turn that is executed, `null` for a session at rest.
 */
export function readContext(stores: Stores, sessionId: string, turnId: string | null): ContextRows {
  // Itself first.
  const chain = stores.sessions.chain(sessionId)
  const { start, covers } = beginning(stores, chain)
  const first = covers === null ? chain.length - 1 : chain.findIndex(({ id }) => id === covers.sessionId)
  const turns = chain
    .slice(0, first + 1)
    .toReversed()
    .flatMap((link) =>
      turnsOf(stores, link, {
        turnId: link.id === sessionId ? turnId : null,
        covers: link.id === covers?.sessionId ? covers : null,
        madeAt: start?.madeAt ?? 0,
      }),
    )
  return { start, covers, turns, executes: turnId !== null && turns.at(-1)?.turn.id === turnId }
}

/** The messages of a call, from the rows that were read for it. */
export function contextMessages(
  rows: ContextRows,
  view: Omit<ContextView, 'start' | 'executes'>,
): RequestMessage[] {
  const turns = rows.turns.map(({ turn, entries, isCut, asked }) => ({
    turn,
    messages: entries,
    isCut,
    asked,
  }))
  return buildContext(turns, { ...view, start: rows.start, executes: rows.executes })
}

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

function turnsOf(
  stores: Stores,
  { id: sessionId, until }: ChainLink,
  {
    turnId,
    covers,
    madeAt,
  }: { readonly turnId: string | null; readonly covers: Covers | null; readonly madeAt: number },
): PlacedTurn[] {
  const part = { sessionId, until, covers }
  const covered = new Map((covers?.turns ?? []).map(({ id, seq }) => [id, seq]))
  const messages = stores.contexts.messages(part)
  const said = byTurn(messages)
  const following = stores.messages.followingNotices(sessionId, messages[0]?.seq)
  const entry = ({ seq, message }: PlacedMessage): PlacedEntry => ({
    seq,
    message,
    isBeforeSummary: seq < madeAt,
    follows: follows(stores, message, following),
  })
  return stores.turns.contextOrder(part, turnId).flatMap(({ turn, endedSeq, isWhole }): PlacedTurn[] => {
    const entries = (said.get(turn.id) ?? []).map(entry)
    const seq = covered.get(turn.id)
    // Nothing of it is left.
    if (entries.length === 0 && seq === undefined) return []
    const asked = seq === undefined || turn.id !== turnId ? [] : stores.contexts.asked(turn.id, seq)
    return [{ sessionId, turn, endedSeq, entries, isCut: until < Number.MAX_SAFE_INTEGER && !isWhole, asked }]
  })
}

function byTurn(messages: readonly PlacedMessage[]): ReadonlyMap<string, readonly PlacedMessage[]> {
  const turns = new Map<string, PlacedMessage[]>()
  for (const each of messages) {
    const turnId = each.message.turnId ?? ''
    const known = turns.get(turnId)
    if (known) known.push(each)
    else turns.set(turnId, [each])
  }
  return turns
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
