import type { Message } from '../../src-shared/domain/message.ts'
import type { BranchPoint } from '../../src-shared/ipc/conversation-routes.ts'
import type { Database } from './database.ts'
import { createForkStore, type Fork } from './fork-store.ts'
import { createMessageReader, type MessageRow } from './message-reader.ts'
import { hiddenParts, type HiddenParts, waysOf } from './shown-sessions.ts'
import { createSessionStore } from './session-store.ts'
import { createThreadWalk } from './thread-walk.ts'
import type { ToolCallStore } from './tool-call-store.ts'

export interface MessagePage {
  /** Oldest first. */
  readonly messages: Message[]
  /** Give it as `before` for the page of older messages; `null` when there is none. */
  readonly nextBefore: number | null
  /** Give it as `after` for the page of newer ones; `null` when there is none. */
  readonly nextAfter: number | null
  /** Where these messages part from others. */
  readonly branches: BranchPoint[]
}

/** Where a message stands. */
export interface MessagePlace {
  readonly seq: number
  readonly conversationId: string
  readonly sessionId: string | null
  readonly turnId: string | null
  readonly role: Message['role']
}

/** A message with its words, to look into. */
export interface ThreadText {
  readonly seq: number
  readonly id: string
  readonly session: string | null
  readonly text: string
}

export type ThreadStore = ReturnType<typeof createThreadStore>

const end = Number.MAX_SAFE_INTEGER

/** The messages of a conversation as it shows them, page by page: of the ways on at a fork, the chosen one. */
export function createThreadStore(db: Database, toolCalls: ToolCallStore) {
  const { messages } = createMessageReader(db, toolCalls)
  const forks = createForkStore(db)
  const sessions = createSessionStore(db)

  const walkIn = (conversationId: string) => {
    const parted = forks.ofConversation(conversationId)
    const nodes = parted.length === 0 ? [] : sessions.nodes(conversationId)
    return { ...createThreadWalk(db, conversationId, nodes, hiddenParts(nodes, parted)), nodes, parted }
  }
  type Walk = ReturnType<typeof walkIn>

  /** The message that stands first on the way that is shown; where that has none, the one before it. */
  const standing = ({ walk }: Walk, fork: Fork): number | null => {
    const first =
      fork.chosenId === fork.sessionId ? firstOf(db, fork.sessionId, fork.seq) : firstOf(db, fork.chosenId, 0)
    return first ?? walk('older', fork.seq, 1)[0] ?? null
  }
  /** `prior`, `next`: what is shown before and after the page. */
  const branchesOf = (
    at: Walk,
    page: readonly MessageRow[],
    { prior, next }: { readonly prior: number; readonly next: number },
  ): BranchPoint[] => {
    const ids = new Map(page.map((row) => [row.seq, row.id]))
    const here = new Set(page.map((row) => row.session_id))
    return at.parted.flatMap((fork): BranchPoint[] => {
      // Most of many forks are told from by their place alone.
      const isNear = fork.seq > prior && fork.seq <= next
      const isOwn = fork.chosenId === fork.sessionId
      if (!isNear && (isOwn || !here.has(fork.chosenId))) return []
      if (!at.isShown(fork.chosenId, isOwn ? fork.seq : 0)) return []
      const seq = standing(at, fork)
      const messageId = seq === null ? undefined : ids.get(seq)
      if (messageId === undefined) return []
      const sessionIds = waysOf(fork, at.nodes)
      return [{ forkId: fork.id, messageId, sessionIds, chosen: sessionIds.indexOf(fork.chosenId) }]
    })
  }
  /** The messages with these `seq`, oldest first. */
  const pageOf = (at: Walk, seqs: readonly number[]): MessagePage => {
    const [first, last] = [seqs[0], seqs.at(-1)]
    if (first === undefined || last === undefined)
      return { messages: [], nextBefore: null, nextAfter: null, branches: [] }
    const rows = db
      .prepare<MessageRow>(
        'SELECT * FROM messages WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq',
      )
      .all(JSON.stringify(seqs))
    const prior = at.walk('older', first, 1)[0]
    const next = at.walk('newer', last, 1)[0]
    return {
      messages: messages(rows),
      nextBefore: prior === undefined ? null : first,
      nextAfter: next === undefined ? null : last,
      branches: branchesOf(at, rows, { prior: prior ?? 0, next: next ?? end }),
    }
  }

  return {
    /** The newest ones, or the newest older than `before`. */
    page(conversationId: string, before: number | null, limit: number): MessagePage {
      const at = walkIn(conversationId)
      return pageOf(at, at.walk('older', before ?? end, limit).toReversed())
    },
    /** The oldest ones newer than `after`. */
    pageAfter(conversationId: string, after: number, limit: number): MessagePage {
      const at = walkIn(conversationId)
      return pageOf(at, at.walk('newer', after, limit))
    },
    /** Those around a message; where it is not shown, around the place where it would stand. */
    pageAround(conversationId: string, seq: number, limit: number): MessagePage {
      const at = walkIn(conversationId)
      const newer = at.walk('newer', seq, limit - 1)
      const older = at.walk('older', seq + 1, limit - Math.min(newer.length, Math.floor(limit / 2)))
      return pageOf(at, [...older.toReversed(), ...newer].slice(0, limit))
    },
    placeOf: (id: string): MessagePlace | undefined =>
      db
        .prepare<MessagePlace & Record<string, unknown>>(
          `SELECT seq, conversation_id AS conversationId, session_id AS sessionId, turn_id AS turnId, role
           FROM messages WHERE id = ?`,
        )
        .get(id),
    /** The first thing that was said in a session itself, or that the user said in it. */
    firstSaid: (sessionId: string, by: 'anybody' | 'user'): string | undefined =>
      db
        .prepare<{ id: string }>(
          `SELECT id FROM messages WHERE session_id = ? AND role <> 'divider' AND (? = 'anybody' OR role = 'user')
           ORDER BY seq LIMIT 1`,
        )
        .get(sessionId, by)?.id,
    /** Whether anything was said in a session, or in the part of another one that it began with. */
    wasSpokenIn: (sessionId: string): boolean =>
      sessions
        .chain(sessionId)
        .some(
          ({ id, until }) =>
            db
              .prepare(
                `SELECT 1 AS one FROM messages WHERE session_id = ? AND seq <= ? AND role <> 'divider' LIMIT 1`,
              )
              .get(id, until) !== undefined,
        ),
    /** The session of the newest message that is shown and has one. */
    lastSession(conversationId: string): string | null {
      const { walk } = walkIn(conversationId)
      for (let before: number | undefined = end; before !== undefined;) {
        const seqs: number[] = walk('older', before, 20)
        const row = db
          .prepare<{ id: string }>(
            `SELECT session_id AS id FROM messages WHERE seq IN (SELECT value FROM json_each(?))
               AND session_id IS NOT NULL ORDER BY seq DESC LIMIT 1`,
          )
          .get(JSON.stringify(seqs))
        if (row) return row.id
        before = seqs.at(-1)
      }
      return null
    },
    /** What of the conversation is hidden now. */
    hidden: (conversationId: string): HiddenParts =>
      hiddenParts(sessions.nodes(conversationId), forks.ofConversation(conversationId)),
    /** The words of what was said after a place, oldest first, of what is hidden too. */
    texts: (conversationId: string, after: number, limit: number): ThreadText[] =>
      db
        .prepare<ThreadText & Record<string, unknown>>(
          `SELECT seq, id, session_id AS session, text FROM messages WHERE conversation_id = ? AND seq > ?
           ORDER BY seq LIMIT ?`,
        )
        .all(conversationId, after, limit),
  }
}

function firstOf(db: Database, sessionId: string, from: number): number | null {
  const row = db
    .prepare<{ seq: number }>(
      'SELECT seq FROM messages WHERE session_id = ? AND seq >= ? ORDER BY seq LIMIT 1',
    )
    .get(sessionId, from)
  return row?.seq ?? null
}
