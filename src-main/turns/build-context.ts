import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { labelData } from '../../src-shared/domain/label-data.ts'
import { type Block, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { RequestBlock, RequestMessage } from '../models/model-client.ts'

/** A message of a turn, and what stands right before it in the conversation without being part of the context. */
export interface ContextMessage {
  readonly message: Message
  /** Notices, and replies to questions of runs, that the message directly follows. Oldest first. */
  readonly follows: readonly Message[]
}

export interface ContextTurn {
  readonly turn: Turn
  readonly messages: readonly ContextMessage[]
}

const unanswered = 'The user has not answered this yet.'

/**
 * The messages of a model call, from rows alone: the same rows give the same request, whatever restarted in between.
 * `turns` are in the order in which the model sees them; the last one is the turn that is being executed.
 */
export function buildContext(turns: readonly ContextTurn[]): RequestMessage[] {
  const parts: RequestMessage[] = []
  for (const [i, { turn, messages }] of turns.entries()) {
    for (const entry of messages) parts.push(...requestParts(entry, i === turns.length - 1))
    const outcome = outcomeNote(turn)
    if (outcome !== null) parts.push(user(outcome))
  }
  return alternate(parts)
}

function user(text: string): RequestMessage {
  return { role: 'user', content: [{ type: 'text', text }] }
}

function requestParts({ message, follows }: ContextMessage, isExecuting: boolean): RequestMessage[] {
  if (message.role === 'user') {
    const labelled = follows.map(noticeLabel).filter((text) => text !== '')
    const now = `<context now="${new Date(message.at).toISOString()}"/>`
    return [user([...labelled, now, ...message.content.flatMap(userText)].join('\n\n'))]
  }
  if (message.role !== 'assistant') return []
  const said = message.content.filter((block) => isExecuting || !isThought(block)).flatMap(assistantBlock)
  const results = toolResults(message.content)
  return [
    ...(said.length > 0 ? [{ role: 'assistant' as const, content: said }] : []),
    ...(results.length > 0 ? [{ role: 'user' as const, content: results }] : []),
  ]
}

/** Thoughts are signed for one model and needed only while their turn goes on; a session outlives its model. */
function isThought(block: Block): boolean {
  return block.type === 'thinking' || block.type === 'redacted_thinking'
}

function userText(block: Block): string[] {
  if (block.type === 'text' || block.type === 'envelope') return [block.text]
  return []
}

function noticeLabel(message: Message): string {
  const notice = message.content.find((block) => block.type === 'notice')
  if (notice) return labelData('notice', { kind: notice.kind, title: notice.title }, notice.text)
  const text = messageText(message.content)
  return text === '' ? '' : labelData('answer', { to: 'a question of a background run' }, text)
}

function assistantBlock(block: Block): RequestBlock[] {
  switch (block.type) {
    case 'text':
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text }]
    case 'thinking':
      return [{ type: 'thinking', thinking: block.thinking, signature: block.signature }]
    case 'redacted_thinking':
      return [{ type: 'redacted_thinking', data: block.data }]
    case 'tool_use':
      return [{ type: 'tool_use', id: block.id, name: block.name, input: block.input }]
    case 'tool_result':
    case 'envelope':
    case 'notice':
    case 'divider':
      return []
    default:
      return assertNever(block)
  }
}

/** Every call has a result: one that still waits for the user says so. */
function toolResults(content: readonly Block[]): RequestBlock[] {
  const results = new Map<string, Extract<Block, { type: 'tool_result' }>>()
  for (const block of content) if (block.type === 'tool_result') results.set(block.toolUseId, block)
  return content.flatMap((block): RequestBlock[] => {
    if (block.type !== 'tool_use') return []
    const result = results.get(block.id)
    if (!result) return [{ type: 'tool_result', tool_use_id: block.id, content: unanswered }]
    const { toolUseId, content: text, isError, attachments = [] } = result
    const kept = attachments.map((attachment) => ({ type: 'kept', attachment }) as const)
    const told = kept.length === 0 ? text : [{ type: 'text', text } as const, ...kept]
    return [
      { type: 'tool_result', tool_use_id: toolUseId, content: told, ...(isError ? { is_error: true } : {}) },
    ]
  })
}

/** How an earlier turn ended, where that is not plain from what was said: so that "explain the error" is understood. */
function outcomeNote(turn: Turn): string | null {
  if (turn.status === 'failed') return labelData('turn-outcome', { status: 'failed' }, turn.failure.message)
  if (turn.status === 'cancelled')
    return labelData('turn-outcome', { status: 'cancelled' }, 'It was stopped before its end.')
  return null
}

/** Joins neighbours of one role. Tool results stay first in their message, as the Messages API wants them. */
function alternate(parts: readonly RequestMessage[]): RequestMessage[] {
  const messages: { role: RequestMessage['role']; content: RequestBlock[] }[] = []
  for (const part of parts) {
    const last = messages.at(-1)
    if (last?.role === part.role) last.content.push(...part.content)
    else messages.push({ role: part.role, content: [...part.content] })
  }
  if (messages[0]?.role === 'assistant')
    messages.unshift({ role: 'user', content: [{ type: 'text', text: '(continued)' }] })
  return messages
}
