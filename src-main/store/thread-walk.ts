import type { Database } from './database.ts'
import type { HiddenParts, SessionNode } from './shown-sessions.ts'

export type Direction = 'older' | 'newer'

interface Row {
  seq: number
  session_id: string | null
}

/** So many rows at most are looked at together where some may be hidden. */
const stride = 200

/**
 * Goes through a conversation along what it shows. A long part that is hidden is leapt over, and not read: its length
 * costs nothing.
 */
export function createThreadWalk(
  db: Database,
  conversationId: string,
  nodes: readonly SessionNode[],
  hidden: HiddenParts,
) {
  const isShown = (sessionId: string | null, seq: number): boolean =>
    sessionId === null || seq < (hidden.get(sessionId) ?? Infinity)

  const rows = {
    older: db.prepare<Row>(
      'SELECT seq, session_id FROM messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
    ),
    newer: db.prepare<Row>(
      'SELECT seq, session_id FROM messages WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    ),
  }
  const ofSession = {
    older: db.prepare<{ seq: number | null }>(
      'SELECT max(seq) AS seq FROM messages WHERE session_id = ? AND seq < ?',
    ),
    newer: db.prepare<{ seq: number | null }>(
      'SELECT min(seq) AS seq FROM messages WHERE session_id = ? AND seq > ? AND seq < ?',
    ),
  }
  const alone = {
    older: db.prepare<{ seq: number | null }>(
      'SELECT max(seq) AS seq FROM messages WHERE conversation_id = ? AND session_id IS NULL AND seq < ?',
    ),
    newer: db.prepare<{ seq: number | null }>(
      'SELECT min(seq) AS seq FROM messages WHERE conversation_id = ? AND session_id IS NULL AND seq > ?',
    ),
  }

  /** The next message that is shown, by looking at each session's own. */
  const leap = (direction: Direction, from: number): number | null => {
    const found = [alone[direction].get(conversationId, from)?.seq]
    for (const { id } of nodes) {
      const until = hidden.get(id) ?? Number.MAX_SAFE_INTEGER
      if (until === 0) continue
      const row =
        direction === 'older'
          ? ofSession.older.get(id, Math.min(from, until))
          : ofSession.newer.get(id, from, until)
      found.push(row?.seq)
    }
    const seqs = found.filter((seq): seq is number => seq != null)
    if (seqs.length === 0) return null
    return direction === 'older' ? Math.max(...seqs) : Math.min(...seqs)
  }

  return {
    isShown,
    /** The `seq` of the messages that are shown beyond `from`, nearest first, at most `limit`. */
    walk(direction: Direction, from: number, limit: number): number[] {
      const found: number[] = []
      let size = hidden.size === 0 ? limit : Math.min(2 * limit + 10, Math.max(limit, stride))
      let at = from
      while (found.length < limit) {
        const next = rows[direction].all(conversationId, at, size)
        const shown = next.filter((row) => isShown(row.session_id, row.seq))
        found.push(...shown.map(({ seq }) => seq))
        const last = next.at(-1)
        if (!last || next.length < size) break
        at = last.seq
        size = Math.max(size, Math.min(2 * size, stride))
        if (shown.length > 0) continue
        const beyond = leap(direction, at)
        if (beyond === null) break
        at = direction === 'older' ? beyond + 1 : beyond - 1
      }
      return found.slice(0, limit)
    },
  }
}
