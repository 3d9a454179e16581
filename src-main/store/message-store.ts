import { type Block, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { SqlValue } from './database.ts'
import type { Database } from './database.ts'
import type { ToolCallStore } from './tool-call-store.ts'

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
  /** The run that a notice is about. */
  readonly runId?: string | null
  readonly clientId?: string | null
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: Message[]
  /** Give it as `before` for the page of older messages; `null` when there is none. */
  readonly nextBefore: number | null
}

export type MessageStore = ReturnType<typeof createMessageStore>

export function createMessageStore(db: Database, toolCalls: ToolCallStore) {
  /** Puts each tool's result behind its call, from the rows of the calls. */
  const withResults = (id: string, content: Block[]): Block[] => {
    if (!content.some((block) => block.type === 'tool_use')) return content
    const calls = new Map(toolCalls.ofMessage(id).map((call) => [call.toolUseId, call]))
    return content.flatMap((block): Block[] => {
      if (block.type !== 'tool_use') return [block]
      const call = calls.get(block.id)
      if (call?.result == null) return [block]
      const { result, isError, startedAt, endedAt } = call
      return [
        block,
        { type: 'tool_result', toolUseId: block.id, content: result, isError, startedAt, endedAt },
      ]
    })
  }
  const message = (row: Row): Message => ({
    id: row.id,
    conversationId: row.conversation_id,
    sessionId: row.session_id,
    turnId: row.turn_id,
    at: row.at,
    role: row.role,
    content: withResults(row.id, JSON.parse(row.content) as Block[]),
    answers: row.answers,
    replyTo: row.reply_to,
  })
  const select = (where: string, ...values: readonly SqlValue[]): Message[] =>
    db
      .prepare<Row>(`SELECT * FROM messages WHERE ${where}`)
      .all(...values)
      .map(message)

  return {
    get: (id: string): Message | undefined => select('id = ?', id)[0],
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
    /** The messages of a turn that its model call is built from: user and assistant, oldest first. */
    ofTurn: (turnId: string): Message[] =>
      select(`turn_id = ? AND role IN ('user', 'assistant') AND answers IS NULL ORDER BY seq`, turnId),
    lastOfTurn: (turnId: string): Message | undefined =>
      select(
        `turn_id = ? AND role IN ('user', 'assistant') AND answers IS NULL ORDER BY seq DESC LIMIT 1`,
        turnId,
      )[0],
    /**
     * The notices, and what the user said to runs (answers, replies: no turn of this conversation), that stand right before a message in its conversation: what an
     * ordinary message that follows them is about. Oldest first, at most 20.
     */
    noticesBefore(id: string): Message[] {
      const rows = db
        .prepare<Row>(
          `SELECT m.* FROM messages m JOIN messages at ON at.id = ?
           WHERE m.conversation_id = at.conversation_id AND m.seq < at.seq ORDER BY m.seq DESC LIMIT 20`,
        )
        .all(id)
      const isAside = (row: Row): boolean =>
        row.role === 'notice' || (row.role === 'user' && row.turn_id === null)
      const end = rows.findIndex((row) => !isAside(row))
      return (end === -1 ? rows : rows.slice(0, end)).toReversed().map(message)
    },
    page(conversationId: string, before: number | null, limit: number): MessagePage {
      const rows = db
        .prepare<Row>(
          'SELECT * FROM messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
        )
        .all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      const page = rows.slice(0, limit).toReversed()
      return { messages: page.map(message), nextBefore: rows.length > limit ? (page[0]?.seq ?? null) : null }
    },
  }
}
