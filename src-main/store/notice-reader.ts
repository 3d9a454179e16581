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

/** Where the message `at` was written: it may have waited for its turn, and moved behind what came meanwhile. */
const written = 'coalesce(at.written_seq, at.seq)'

/**
 * Of a session up to `until` the place of the last thing that parts `at` from what stands before that: a line, or what was said
 * before it was written; 0: there is none. What has moved counts where it was written, too.
 */
const parting = (session: string, until: string): string => `max(
  coalesce((SELECT b.seq FROM messages b WHERE b.session_id = ${session} AND b.seq <= ${until} AND b.seq < ${written}
    AND b.written_seq IS NULL AND NOT ${isQuiet('b')} ORDER BY b.seq DESC LIMIT 1), 0),
  coalesce((SELECT b.written_seq FROM messages b WHERE b.session_id = ${session} AND b.written_seq < ${written}
    AND b.seq <= ${until} ORDER BY b.written_seq DESC LIMIT 1), 0),
  coalesce((SELECT b.seq FROM messages b WHERE b.session_id = ${session} AND b.seq <= ${until} AND b.seq < at.seq
    AND b.seq > ${written} AND b.role = 'divider' AND NOT ${isQuiet('b')} ORDER BY b.seq DESC LIMIT 1), 0))`

const end = String(Number.MAX_SAFE_INTEGER)

/** The same of the whole context that its session has. */
const partingInContext = `(
  WITH RECURSIVE chain (id, until) AS (
    SELECT at.session_id, ${end}
    UNION ALL SELECT p.parent_id, p.parent_seq FROM chain c JOIN sessions p ON p.id = c.id WHERE p.parent_id IS NOT NULL)
  SELECT max(${parting('chain.id', 'chain.until')}) FROM chain)`

/** Which notices belong to the context: those that a message of the user directly followed when it was written. */
export function createNoticeReader(
  db: Database,
  read: (sql: string, ...values: readonly SqlValue[]) => Message[],
) {
  return {
    /**
     * The notices, and what the user said to runs, that stood right before a message in what it goes on from when it was
     * written: what an ordinary message that follows them is about. What came while it waited for its turn was not there yet.
     * Messages of other ways on do not stand between. Oldest first, at most 20.
     */
    noticesBefore(id: string): Message[] {
      return read(
        `SELECT m.* FROM messages at JOIN messages m ON m.conversation_id = at.conversation_id AND m.seq < ${written}
           AND m.seq > ${partingInContext} AND ${aside('m')}
         WHERE at.id = ? ORDER BY m.seq DESC LIMIT 20`,
        id,
      ).toReversed()
    },
    /**
     * The user's messages of a session that have any, of all or of these: most have none, and need not be asked about one by
     * one.
     */
    followingNotices(sessionId: string, among: readonly string[] | null = null): ReadonlySet<string> {
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
          `SELECT at.id FROM ${among === null ? 'messages at' : 'json_each(?) one CROSS JOIN messages at ON at.id = one.value'}
           WHERE at.session_id = ? AND at.role = 'user' AND at.turn_id IS NOT NULL
             AND (SELECT a.seq FROM messages a WHERE a.conversation_id = at.conversation_id AND ${aside('a')}
               AND a.seq < ${written} ORDER BY a.seq DESC LIMIT 1)
             > coalesce(nullif(${parting('at.session_id', end)}, 0), ${partingInContext})`,
        )
        .all(...(among === null ? [] : [JSON.stringify(among)]), sessionId)
      return new Set(rows.map((row) => row.id))
    },
    /**
     * The user's messages with which a notice, or what the user said to a run, was given to a session: those that reply to it,
     * and of each session the first one after it where that follows it.
     */
    givenWith(id: string): Message[] {
      const next = (by: 'seq' | 'written_seq'): string =>
        `(SELECT m.seq FROM messages m WHERE m.session_id = s.id AND m.${by} > n.seq AND m.role = 'user'
           AND m.turn_id IS NOT NULL AND m.written_seq IS ${by === 'seq' ? '' : 'NOT '}NULL ORDER BY m.${by} LIMIT 1)`
      const after = read(
        `SELECT * FROM messages WHERE seq IN (
           SELECT ${next('seq')} FROM messages n JOIN sessions s ON s.conversation_id = n.conversation_id WHERE n.id = ?
           UNION SELECT ${next('written_seq')} FROM messages n JOIN sessions s ON s.conversation_id = n.conversation_id
             WHERE n.id = ?)`,
        id,
        id,
      )
      const following = after.filter((each) => this.noticesBefore(each.id).some((notice) => notice.id === id))
      return [
        ...following,
        ...read('SELECT * FROM messages WHERE reply_to = ? AND session_id IS NOT NULL', id).filter(
          (each) => !following.some((known) => known.id === each.id),
        ),
      ]
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
