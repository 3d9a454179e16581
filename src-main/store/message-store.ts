import { type Message, messageText } from '../../src-shared/domain/message.ts'
import type { Database, SqlValue } from './database.ts'
import { createMessageReader } from './message-reader.ts'
import type { ToolCallStore } from './tool-call-store.ts'

export type NewMessage = Omit<Message, 'answers' | 'replyTo'> & {
  /** With `model`: where it was reached. */
  readonly connectionId?: string | null
  /** Its answer is asked to begin with a title for the conversation. */
  readonly wantsTitle?: boolean
  readonly answers?: string | null
  readonly replyTo?: string | null
  /** The run that a notice is about, or that a reply to a notice began. */
  readonly runId?: string | null
  readonly clientId?: string | null
}

/** A notice, or what the user said to a run. `m` is the alias of the table. */
const aside = (m: string): string => `(${m}.role = 'notice' OR (${m}.role = 'user' AND ${m}.turn_id IS NULL))`

export type MessageStore = ReturnType<typeof createMessageStore>

export function createMessageStore(db: Database, toolCalls: ToolCallStore) {
  const { read } = createMessageReader(db, toolCalls)
  const select = (where: string, ...values: readonly SqlValue[]): Message[] =>
    read(`SELECT * FROM messages WHERE ${where}`, ...values)

  return {
    get: (id: string): Message | undefined => select('id = ?', id)[0],
    /** The run that a message is about or began. */
    runOf: (id: string): string | null =>
      db.prepare<{ run_id: string | null }>('SELECT run_id FROM messages WHERE id = ?').get(id)?.run_id ??
      null,
    /** The committed message that this client id already made in the conversation, if any. */
    byClientId: (conversationId: string, clientId: string): Message | undefined =>
      select('conversation_id = ? AND client_id = ?', conversationId, clientId)[0],
    insert(m: NewMessage): Message {
      const content = m.content
      db.prepare(
        `INSERT INTO messages (id, conversation_id, session_id, turn_id, run_id, at, role, content, text, answers, reply_to, client_id, model,
           connection_id, wants_title) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        m.id,
        m.conversationId,
        m.sessionId,
        m.turnId,
        m.runId ?? null,
        m.at,
        m.role,
        JSON.stringify(content),
        messageText(content),
        m.answers ?? null,
        m.replyTo ?? null,
        m.clientId ?? null,
        m.model ?? null,
        m.connectionId ?? null,
        m.wantsTitle === true ? 1 : 0,
      )
      return { ...m, answers: m.answers ?? null, replyTo: m.replyTo ?? null }
    },
    /** What the user wrote in a conversation, the instructions of its runs included, of the messages that hold `part`. */
    userTexts: (conversationId: string, part: string): string[] =>
      db
        .prepare<{ text: string }>(
          // An instruction that the assistant wrote itself is nobody's word before the user has saved it.
          `SELECT text FROM messages m WHERE conversation_id = ? AND role = 'user' AND instr(text, ?) > 0
           AND NOT EXISTS (SELECT 1 FROM runs r LEFT JOIN schedules s ON s.id = r.schedule_id
             WHERE r.id = m.run_id AND r.schedule_id IS NOT NULL AND coalesce(s.confirmed, 0) = 0)`,
        )
        .all(conversationId, part)
        .map(({ text }) => text),
    /** The messages of a turn that its model call is built from: user and assistant, oldest first. */
    ofTurn: (turnId: string): Message[] =>
      select(`turn_id = ? AND role IN ('user', 'assistant') AND answers IS NULL ORDER BY seq`, turnId),
    /** The same of every turn of a session, by turn. */
    ofSession(sessionId: string): ReadonlyMap<string, readonly Message[]> {
      const byTurn = new Map<string, Message[]>()
      const all = read(
        `SELECT m.* FROM turns t JOIN messages m ON m.turn_id = t.id
         WHERE t.session_id = ? AND m.role IN ('user', 'assistant') AND m.answers IS NULL ORDER BY m.seq`,
        sessionId,
      )
      for (const each of all) {
        const turnId = each.turnId ?? ''
        const known = byTurn.get(turnId)
        if (known) known.push(each)
        else byTurn.set(turnId, [each])
      }
      return byTurn
    },
    /**
     * The notices, and what the user said to runs (answers, replies: no turn of this conversation), that stand right
     * before a message in its conversation: what an ordinary message that follows them is about. Oldest first, at most 20.
     */
    noticesBefore(id: string): Message[] {
      return read(
        `SELECT m.* FROM messages at JOIN messages m ON m.conversation_id = at.conversation_id AND m.seq < at.seq
           AND m.seq > coalesce((SELECT b.seq FROM messages b WHERE b.conversation_id = at.conversation_id
             AND b.seq < at.seq AND NOT ${aside('b')} ORDER BY b.seq DESC LIMIT 1), 0)
         WHERE at.id = ? ORDER BY m.seq DESC LIMIT 20`,
        id,
      ).toReversed()
    },
    /** The user's messages of a session that have any: most have none, and need not be asked about one by one. */
    followingNotices(sessionId: string): ReadonlySet<string> {
      const rows = db
        .prepare<{ id: string }>(
          `SELECT at.id FROM turns t JOIN messages at ON at.turn_id = t.id
           WHERE t.session_id = ? AND at.role = 'user' AND (SELECT ${aside('b')} FROM messages b
             WHERE b.conversation_id = at.conversation_id AND b.seq < at.seq ORDER BY b.seq DESC LIMIT 1)`,
        )
        .all(sessionId)
      return new Set(rows.map((row) => row.id))
    },
  }
}
