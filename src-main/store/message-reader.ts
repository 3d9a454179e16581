import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { PermissionPolicy } from '../../src-shared/domain/permission.ts'
import type { Database, SqlValue } from './database.ts'
import type { ToolCall, ToolCallStore } from './tool-call-store.ts'

export interface MessageRow {
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
  model: string | null
  connection_id: string | null
  wants_title: number
  permission: PermissionPolicy | null
}

/** The columns of a `MessageRow`, of the table `m`: the copies of its words that search has would cost as much again. */
export const messageColumns =
  'm.seq, m.id, m.conversation_id, m.session_id, m.turn_id, m.at, m.role, m.content, m.answers, m.reply_to, m.model, m.connection_id, m.wants_title, m.permission'

const message = (row: MessageRow, content: Block[]): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  sessionId: row.session_id,
  turnId: row.turn_id,
  at: row.at,
  role: row.role,
  content,
  answers: row.answers,
  replyTo: row.reply_to,
  ...(row.model === null ? {} : { model: row.model, connectionId: row.connection_id }),
  ...(row.wants_title === 1 ? { wantsTitle: true } : {}),
  ...(row.permission === null ? {} : { permission: row.permission }),
})

/** A model may use the same id again in another message. */
function callKey(messageId: string, toolUseId: string): string {
  return JSON.stringify([messageId, toolUseId])
}

/** Puts each tool's result behind its call, from the rows of the calls. */
function withResults(id: string, content: Block[], calls: ReadonlyMap<string, ToolCall>): Block[] {
  return content.flatMap((block): Block[] => {
    const call = block.type === 'tool_use' ? calls.get(callKey(id, block.id)) : undefined
    if (block.type !== 'tool_use' || call?.result == null) return [block]
    const { result, wholeBytes, isError, refused, startedAt, endedAt, attachments, sources, detail } = call
    return [
      block,
      {
        type: 'tool_result',
        toolUseId: block.id,
        content: result,
        isError,
        ...(refused ? { refused } : {}),
        ...(wholeBytes === null ? {} : { wholeBytes }),
        startedAt,
        endedAt,
        ...(attachments.length > 0 ? { attachments: [...attachments] } : {}),
        ...(sources.length > 0 ? { sources: [...sources] } : {}),
        ...(Object.keys(detail).length > 0 ? { detail } : {}),
      },
    ]
  })
}

/** Messages from their rows, each tool's result put behind its call. */
export function createMessageReader(db: Database, toolCalls: ToolCallStore) {
  const messages = (rows: readonly MessageRow[]): Message[] => {
    const parsed = rows.map((row) => ({ row, content: JSON.parse(row.content) as Block[] }))
    const calling = parsed.filter(({ content }) => content.some((block) => block.type === 'tool_use'))
    const calls = new Map(
      toolCalls
        .ofMessages(calling.map(({ row }) => row.id))
        .map((call) => [callKey(call.messageId, call.toolUseId), call]),
    )
    return parsed.map(({ row, content }) => message(row, withResults(row.id, content, calls)))
  }
  return {
    messages,
    /** Those that a query of whole rows gives. */
    read: (sql: string, ...values: readonly SqlValue[]): Message[] =>
      messages(db.prepare<MessageRow>(sql).all(...values)),
  }
}
