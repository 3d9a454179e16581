import { type Message, messageText } from '../../src-shared/domain/message.ts'
import type { PermissionPolicy } from '../../src-shared/domain/permission.ts'
import { indexedWords } from '../../src-shared/search/indexed-words.ts'
import type { Database, SqlValue } from './database.ts'
import { createMessageReader } from './message-reader.ts'
import { createNoticeReader } from './notice-reader.ts'
import type { ToolCallStore } from './tool-call-store.ts'

export type NewMessage = Omit<Message, 'answers' | 'replyTo'> & {
  /** With `model`: where it was reached. */
  readonly connectionId?: string | null
  /** Its answer is asked to begin with a title for the conversation. */
  readonly wantsTitle?: boolean
  /** Its words were taken from an imported message as they were. */
  readonly fromFile?: boolean
  readonly answers?: string | null
  readonly replyTo?: string | null
  /** The run that a notice is about, or that a reply to a notice began. */
  readonly runId?: string | null
  readonly clientId?: string | null
}

/** What stands in a file may be anybody's, also where it was sent once more. */
const isFromFile = `(m.from_file = 1 OR m.seq <=
  (SELECT coalesce(imported_seq, 0) FROM conversations c WHERE c.id = m.conversation_id))`

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
      const text = messageText(content)
      db.prepare(
        `INSERT INTO messages (id, conversation_id, session_id, turn_id, run_id, at, role, content, text, answers, reply_to, client_id, model,
           connection_id, wants_title, from_file, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        m.id,
        m.conversationId,
        m.sessionId,
        m.turnId,
        m.runId ?? null,
        m.at,
        m.role,
        JSON.stringify(content),
        text,
        m.answers ?? null,
        m.replyTo ?? null,
        m.clientId ?? null,
        m.model ?? null,
        m.connectionId ?? null,
        m.wantsTitle === true ? 1 : 0,
        m.fromFile === true ? 1 : 0,
        indexedWords(text),
      )
      const { fromFile: _fromFile, ...told } = m
      return { ...told, answers: m.answers ?? null, replyTo: m.replyTo ?? null }
    },
    /** Another version of a message that was not sent to a model yet. */
    setContent(id: string, content: Message['content']): void {
      const text = messageText(content)
      db.prepare('UPDATE messages SET content = ?, text = ?, words = ? WHERE id = ?').run(
        JSON.stringify(content),
        text,
        indexedWords(text),
        id,
      )
    },
    /**
     * The whole row goes, with its tool calls; what was written to files by them can still be undone. Where they had read
     * stays known: what was said after them goes back to it.
     */
    remove(id: string): void {
      db.prepare(
        `UPDATE sessions SET removed_sources = (
           SELECT json_group_array(json(value)) FROM (
             SELECT value FROM json_each(coalesce(sessions.removed_sources, '[]'))
             UNION SELECT s.value FROM tool_calls c, json_each(c.sources) s WHERE c.message_id = ?))
         WHERE id = (SELECT session_id FROM messages WHERE id = ?)
           AND EXISTS (SELECT 1 FROM tool_calls c WHERE c.message_id = ? AND c.sources IS NOT NULL)`,
      ).run(id, id, id)
      db.prepare('DELETE FROM messages WHERE id = ?').run(id)
    },
    /**
     * Makes it the newest of its conversation; `false` when it is so already. Only for a message without tool calls: the row
     * is written anew, as what is searched is kept up by inserts and deletes.
     */
    moveToEnd(id: string): boolean {
      const row = db
        .prepare(
          `SELECT * FROM messages m WHERE id = ? AND EXISTS
             (SELECT 1 FROM messages l WHERE l.conversation_id = m.conversation_id AND l.seq > m.seq)`,
        )
        .get(id)
      if (!row) return false
      row['written_seq'] ??= row['seq'] ?? null
      const columns = Object.keys(row).filter((name) => name !== 'seq')
      // A message that was not put into the index yet now is.
      row['words'] = indexedWords(String(row['text']))
      db.prepare('DELETE FROM messages WHERE id = ?').run(id)
      db.prepare(
        `INSERT INTO messages (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ).run(...columns.map((name) => row[name] ?? null))
      return true
    },
    /** Whether the assistant has said anything in a conversation. */
    hasAnswer: (conversationId: string): boolean =>
      db
        .prepare(`SELECT 1 FROM messages WHERE conversation_id = ? AND role = 'assistant' LIMIT 1`)
        .get(conversationId) !== undefined,
    /** The answer to the user's message of a turn is asked to begin with a title. */
    wishTitle(turnId: string): void {
      db.prepare(
        `UPDATE messages SET wants_title = 1 WHERE turn_id = ? AND role = 'user' AND answers IS NULL`,
      ).run(turnId)
    },
    /** The turn of the user's message begins under this policy. */
    beginUnder(turnId: string, permission: PermissionPolicy): void {
      db.prepare(
        `UPDATE messages SET permission = ? WHERE turn_id = ? AND role = 'user' AND answers IS NULL`,
      ).run(permission, turnId)
    },
    /** The policy that a turn began under, as its message says; `null`: none says. */
    permissionOf: (turnId: string): PermissionPolicy | null =>
      db
        .prepare<{ permission: PermissionPolicy | null }>(
          `SELECT permission FROM messages WHERE turn_id = ? AND role = 'user' AND answers IS NULL ORDER BY seq LIMIT 1`,
        )
        .get(turnId)?.permission ?? null,
    /** Whether a turn's next words may begin with a title: it was asked for one, and has said nothing yet. */
    awaitsTitle: (turnId: string): boolean =>
      db
        .prepare(
          `SELECT 1 FROM messages WHERE turn_id = ? AND role = 'user' AND wants_title = 1
           AND NOT EXISTS (SELECT 1 FROM messages WHERE turn_id = ? AND role = 'assistant' AND text <> '') LIMIT 1`,
        )
        .get(turnId, turnId) !== undefined,
    /** Whether its words came with an imported file, and nobody has changed them. */
    isFromFile: (id: string): boolean =>
      db.prepare(`SELECT 1 FROM messages m WHERE id = ? AND ${isFromFile}`).get(id) !== undefined,
    /** What the user wrote in a conversation, the instructions of its runs included, of the messages that hold `part`. */
    userTexts: (conversationId: string, part: string): string[] =>
      db
        .prepare<{ text: string }>(
          // An instruction that the assistant wrote itself is nobody's word before the user has saved it.
          `SELECT text FROM messages m WHERE conversation_id = ? AND role = 'user' AND instr(text, ?) > 0
           AND NOT ${isFromFile}
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
    ...createNoticeReader(db, read),
  }
}
