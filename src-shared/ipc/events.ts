import type { Connection } from '../domain/connection.ts'
import type { Conversation, Folder } from '../domain/conversation.ts'
import type { Incident } from '../domain/incident.ts'
import type { InboxCounts, InboxItem } from '../domain/inbox-item.ts'
import type { McpServer } from '../domain/mcp-server.ts'
import type { Message } from '../domain/message.ts'
import type { Question } from '../domain/question.ts'
import type { Run, RunEvent } from '../domain/run.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { Session } from '../domain/session.ts'
import type { Settings } from '../domain/settings.ts'
import type { Turn } from '../domain/turn.ts'
import type { TurnDoing } from './conversation-routes.ts'

/** A thing that is gone, in the event that would otherwise carry it. */
export interface Removed {
  readonly id: string
  readonly removed: true
}

/**
 * A piece of a streamed answer. `offset` is the length of what came before it in that kind of text (UTF-16 units), so
 * that a listener who already has a part applies a piece once. The committed message replaces it all.
 */
export interface MessageDelta {
  readonly conversationId: string
  readonly turnId: string
  readonly messageId: string
  readonly kind: 'text' | 'thinking'
  readonly offset: number
  readonly text: string
}

/** A piece of what a running command writes. `offset` is the UTF-8 byte at which it begins in the whole output. */
export interface ToolOutput {
  readonly turnId: string
  readonly messageId: string
  readonly toolUseId: string
  readonly offset: number
  readonly text: string
}

/** Every event and its data. Sent after the commit that made it true. */
export interface EventMap {
  'run.changed': Run
  'run.event': RunEvent
  'question.changed': Question
  'inbox.changed': InboxCounts & { readonly item: InboxItem | null }
  'message.appended': Message
  'message.changed': Message
  /** The message was deleted, or a queued one was taken back. */
  'message.removed': { readonly id: string; readonly conversationId: string }
  /** What the conversation shows is another choice of its messages: it is to be loaded again. */
  'thread.changed': { readonly conversationId: string }
  /** It began, goes on again, or has another model: it is its conversation's current one. */
  'session.changed': Session
  'folder.changed': Folder | Removed
  'message.delta': MessageDelta
  'schedule.changed': Schedule | Removed
  'turn.changed': Turn
  /** What a running turn does besides answering; `null`: nothing of that any more. No row: it ends with the turn. */
  'turn.doing': Omit<TurnDoing, 'doing'> & { readonly doing: TurnDoing['doing'] | null }
  'settings.changed': Settings
  'incident.changed': Incident
  'conversation.changed': Conversation | Removed
  'connection.changed': Connection | Removed
  'tool.output': ToolOutput
  /** A tool call of the turn began, ended or was refused: its steps are to be read again. */
  'steps.changed': { readonly turnId: string }
  /** Files of the turn were changed, undone or done again. */
  'changes.changed': { readonly turnId: string }
  'mcp.changed': McpServer | Removed
  /** A secret was given, changed or removed: they are to be listed again. */
  'secrets.changed': { readonly owner: string }
  /** A standing permission was given or taken back: they are to be listed again. `owner`: the id of its schedule or conversation, or its own. */
  'grants.changed': { readonly owner: string }
}

export type EventName = keyof EventMap
export type AppEvent = { [K in EventName]: { readonly event: K; readonly data: EventMap[K] } }[EventName]
