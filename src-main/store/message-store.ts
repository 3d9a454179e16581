import { type Block, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { Database, SqlValue } from './database.ts'
import type { ToolCall, ToolCallStore } from './tool-call-store.ts'

interface Row {
  seq: number
  id: string
  conversation_id: string
  session_id: string | null
  turn_id: string | null
  at: number
  role: Message['role']
  content: string
  answers: string | null
  reply_to: string | null
}

export type NewMessage = Omit<Message, 'answers' | 'replyTo'> & {
  readonly answers?: string | null
  readonly replyTo?: string | null
  /** The run that a notice is about, or that a reply to a notice began. */
  readonly runId?: string | null
  readonly clientId?: string | null
}

const message = (row: Row, content: Block[]): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  sessionId: row.session_id,
  turnId: row.turn_id,
  at: row.at,
  role: row.role,
  content,
  answers: row.answers,
  replyTo: row.reply_to,
})

/** A notice, or what the user said to a run. `m` is the alias of the table. */
const aside = (m: string): string => `(${m}.role = 'notice' OR (${m}.role = 'user' AND ${m}.turn_id IS NULL))`

/** A model may use the same id again in another message. */
function callKey(messageId: string, toolUseId: string): string {
  return JSON.stringify([messageId, toolUseId])
}

/** Puts each tool's result behind its call, from the rows of the calls. */
function withResults(id: string, content: Block[], calls: ReadonlyMap<string, ToolCall>): Block[] {
  return content.flatMap((block): Block[] => {
    const call = block.type === 'tool_use' ? calls.get(callKey(id, block.id)) : undefined
    if (block.type !== 'tool_use' || call?.result == null) return [block]
    const { result, isError, refused, startedAt, endedAt, attachments, sources, detail } = call
    return [
      block,
      {
        type: 'tool_result',
        toolUseId: block.id,
        content: result,
        isError,
        ...(refused ? { refused } : {}),
        startedAt,
        endedAt,
        ...(attachments.length > 0 ? { attachments: [...attachments] } : {}),
        ...(sources.length > 0 ? { sources: [...sources] } : {}),
        ...(Object.keys(detail).length > 0 ? { detail } : {}),
      },
    ]
  })
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: Message[]
  /** Give it as `before` for the page of older messages; `null` when there is none. */
  readonly nextBefore: number | null
}

export type MessageStore = ReturnType<typeof createMessageStore>

export function createMessageStore(db: Database, toolCalls: ToolCallStore) {
  const read = (sql: string, ...values: readonly SqlValue[]): Message[] =>
    messages(db.prepare<Row>(sql).all(...values))
  const messages = (rows: readonly Row[]): Message[] => {
    const parsed = rows.map((row) => ({ row, content: JSON.parse(row.content) as Block[] }))
    const calling = parsed.filter(({ content }) => content.some((block) => block.type === 'tool_use'))
    const calls = new Map(
      toolCalls
        .ofMessages(calling.map(({ row }) => row.id))
        .map((call) => [callKey(call.messageId, call.toolUseId), call]),
    )
    return parsed.map(({ row, content }) => message(row, withResults(row.id, content, calls)))
  }
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
        `INSERT INTO messages (id, conversation_id, session_id, turn_id, run_id, at, role, content, text, answers, reply_to, client_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    page(conversationId: string, before: number | null, limit: number): MessagePage {
      const rows = db
        .prepare<Row>(
          'SELECT * FROM messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
        )
        .all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      const page = rows.slice(0, limit).toReversed()
      return { messages: messages(page), nextBefore: rows.length > limit ? (page[0]?.seq ?? null) : null }
    },
  }
}
