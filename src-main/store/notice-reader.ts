import type { Message } from '../../src-shared/domain/message.ts'
import type { Database, SqlValue } from './database.ts'

/**
 * A notice, or what the user said to a run (answers, replies: no turn of this conversation). None has a session. `m` is
 * the alias of the table.
 */
const aside = (m: string): string =>
  `${m}.session_id IS NULL AND (${m}.role = 'notice' OR (${m}.role = 'user' AND ${m}.turn_id IS NULL))`

/** What stands between a notice and a message without parting them: `m` tells of the session and nothing was said. */
const isQuiet = (m: string): string =>
  `(${m}.role = 'divider' AND ${m}.content ->> '$[0].reason' IN ('model', 'compacted'))`

/** The `seq` of the last message before `seq`, of the context that the session `s.id` has up to there. */
const lastSaid = (session: string, seq: string): string => `(
  WITH RECURSIVE chain (id, until) AS (
    SELECT ${session}, ${seq} - 1
    UNION ALL SELECT p.parent_id, p.parent_seq FROM chain c JOIN sessions p ON p.id = c.id WHERE p.parent_id IS NOT NULL)
  SELECT max((SELECT b.seq FROM messages b WHERE b.session_id = chain.id AND b.seq <= chain.until AND NOT ${isQuiet('b')}
    ORDER BY b.seq DESC LIMIT 1)) FROM chain)`

/** Which notices belong to the context: those that a message of the user directly follows. */
export function createNoticeReader(
  db: Database,
  read: (sql: string, ...values: readonly SqlValue[]) => Message[],
) {
  return {
    /**
     * The notices, and what the user said to runs, that stand right before a message in what it goes on from: what an
     * ordinary message that follows them is about. Messages of other ways on do not stand between. Oldest first, at most 20.
     */
    noticesBefore(id: string): Message[] {
      return read(
        `SELECT m.* FROM messages at JOIN messages m ON m.conversation_id = at.conversation_id AND m.seq < at.seq
           AND m.seq > coalesce(${lastSaid('at.session_id', 'at.seq')}, 0) AND ${aside('m')}
         WHERE at.id = ? ORDER BY m.seq DESC LIMIT 20`,
        id,
      ).toReversed()
    },
    /**
     * The user's messages of a session that have any, from the one with this `seq` on: most have none, and need not be asked
     * about one by one.
     */
    followingNotices(sessionId: string, from = 0): ReadonlySet<string> {
      const conversation = db
        .prepare<{ id: string }>(
          `SELECT s.conversation_id AS id FROM sessions s WHERE s.id = ? AND EXISTS (
             SELECT 1 FROM messages a WHERE a.conversation_id = s.conversation_id AND ${aside('a')})`,
        )
        .get(sessionId)
      if (!conversation) return new Set()
      const rows = db
        .prepare<{ id: string }>(
          // Within the session the message before it is near; only its first one looks at what the session began with.
          `SELECT at.id FROM messages at
           WHERE at.session_id = ? AND at.seq >= ? AND at.role = 'user' AND at.turn_id IS NOT NULL
             AND (SELECT a.seq FROM messages a WHERE a.conversation_id = at.conversation_id AND ${aside('a')}
               AND a.seq < at.seq ORDER BY a.seq DESC LIMIT 1)
             > coalesce(
               (SELECT b.seq FROM messages b WHERE b.session_id = at.session_id AND b.seq < at.seq
                 AND NOT ${isQuiet('b')} ORDER BY b.seq DESC LIMIT 1),
               ${lastSaid('at.session_id', 'at.seq')}, 0)`,
        )
        .all(sessionId, from)
      return new Set(rows.map((row) => row.id))
    },
    /** The messages of a session in which the result of a run may stand: of the user, or what a run was told. */
    givenResults: (sessionId: string, following: ReadonlySet<string>): Message[] =>
      read(
        `SELECT * FROM messages WHERE session_id = ? AND role = 'user' AND turn_id IS NOT NULL AND (reply_to IS NOT NULL
           OR instr(content, '"type":"envelope"') > 0 OR id IN (SELECT value FROM json_each(?))) ORDER BY seq`,
        sessionId,
        JSON.stringify([...following]),
      ),
  }
}
