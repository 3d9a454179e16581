import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { plainRow } from './plain-text.ts'
import { closedWords } from './question-words.ts'

/** An event in one line for people; `null` for those that say nothing to them. */
export function eventWords(event: AppEvent): string | null {
  switch (event.event) {
    case 'run.changed':
      return row(
        'run',
        event.data.id,
        `${event.data.title}: ${event.data.status}${event.data.reason === null ? '' : `, ${event.data.reason}`}`,
      )
    case 'run.event':
      return row('run', event.data.runId, `${event.data.kind}: ${event.data.text}`)
    case 'question.changed':
      return row(
        'question',
        event.data.id,
        event.data.status === 'open'
          ? `asks: ${event.data.prompt}`
          : `${closedWords(event.data)} (asked: ${event.data.prompt})`,
      )
    case 'inbox.changed':
      return row('inbox', '', `${event.data.waiting} waiting, ${event.data.unread} unread`)
    case 'message.appended':
      return row('message', event.data.conversationId, `${event.data.role}: ${contentWords(event.data)}`)
    case 'schedule.changed':
      if ('removed' in event.data) return row('schedule', event.data.id, 'removed')
      return row('schedule', event.data.id, `${event.data.title}${event.data.enabled ? '' : ' (paused)'}`)
    case 'turn.doing':
      return event.data.doing === null ? null : row('turn', event.data.turnId, event.data.doing)
    case 'turn.changed':
      return row('turn', event.data.id, event.data.status)
    case 'conversation.changed':
      return row('conversation', event.data.id, 'removed' in event.data ? 'removed' : event.data.title)
    case 'connection.changed':
      return row('connection', event.data.id, 'removed' in event.data ? 'removed' : event.data.name)
    case 'incident.changed': {
      const { id, title, closedReason } = event.data
      return row('incident', id, closedReason === null ? title : `${title}: ${closedReason}`)
    }
    case 'settings.changed':
      return row('settings', '', 'changed')
    case 'mcp.changed':
      return row('mcp', event.data.id, 'removed' in event.data ? 'removed' : event.data.name)
    case 'changes.changed':
      return row('files', event.data.turnId, 'changed')
    case 'grants.changed':
      return row('permissions', '', 'changed')
    case 'secrets.changed':
      return row('secrets', '', 'changed')
    case 'session.changed':
      return row('session', event.data.id, event.data.reason)
    case 'folder.changed':
      return row('folder', event.data.id, 'removed' in event.data ? 'removed' : event.data.name)
    case 'message.removed':
      return row('message', event.data.id, 'removed')
    // A message that grows is told when it is whole; steps are told as events of their run.
    case 'tool.output':
    case 'steps.changed':
    case 'message.changed':
    case 'message.delta':
    case 'thread.changed':
      return null
    default:
      return assertNever(event)
  }
}

function row(kind: string, id: string, text: string): string {
  return [kind, plainRow(id), plainRow(text)].filter((part) => part !== '').join('  ')
}

function contentWords({ content }: Message): string {
  const words = content.map((block) => {
    switch (block.type) {
      case 'text':
      case 'divider':
        return block.text
      case 'notice':
        return `${block.title}: ${block.text}`
      case 'envelope':
        return block.instruction
      case 'tool_use':
        return `[${block.label ?? block.name}]`
      case 'attachment':
        return `[${block.attachment.name}]`
      case 'thinking':
      case 'redacted_thinking':
      case 'tool_result':
        return ''
      default:
        return assertNever(block)
    }
  })
  return words.filter((each) => each !== '').join(' ')
}
