import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { labelData } from '../../src-shared/domain/label-data.ts'
import { type Block, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { RequestBlock, RequestMessage } from '../models/model-client.ts'

/** A message of a turn, and what stands right before it in the conversation without being part of the context. */
export interface ContextMessage {
  readonly message: Message
  /** Notices, and replies to questions of runs, that the message directly follows. Oldest first. */
  readonly follows: readonly Message[]
}

const unanswered = 'The user has not answered this yet.'

export function user(text: string): RequestMessage {
  return { role: 'user', content: [{ type: 'text', text }] }
}

/** What of it depends on the call that it is sent with. */
export interface PartsView {
  /** The turn of the message is the one that makes the call. */
  readonly isExecuting: boolean
}

/** A message as the model sees it. */
export function requestParts(
  { message, follows }: ContextMessage,
  { isExecuting }: PartsView,
): RequestMessage[] {
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
    case 'attachment':
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
