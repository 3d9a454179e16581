import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { labelData } from '../../src-shared/domain/label-data.ts'
import { type Block, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { RequestBlock, RequestMessage } from '../models/model-client.ts'
import { attachedPart, namedPart, type Taken } from './attached-parts.ts'
import { toldCall, toldResult } from './told-calls.ts'

/** A message of a turn, and what stands right before it in the conversation without being part of the context. */
export interface ContextMessage {
  readonly message: Message
  /** Notices, and replies to questions of runs, that the message directly follows. Oldest first. */
  readonly follows: readonly Message[]
}

/** The call that a request is for, as far as the form of its messages depends on it. */
export interface CallView {
  /** As it is asked for: the connection's default by its name. */
  readonly model: string
  readonly connectionId: string
  /** The names of the tools that are offered. */
  readonly tools: ReadonlySet<string>
  readonly takes: Taken
}

/** What of a message depends on the call that it is sent with. */
export interface PartsView {
  /** The turn of the message is the one that makes the call. */
  readonly isExecuting: boolean
  readonly call: CallView
}

type ToolUse = Extract<Block, { type: 'tool_use' }>
type ToolResult = Pick<Extract<Block, { type: 'tool_result' }>, 'content' | 'isError' | 'attachments'>

const unanswered: ToolResult = { content: 'The user has not answered this yet.', isError: false }

export function user(text: string): RequestMessage {
  return { role: 'user', content: [{ type: 'text', text }] }
}

/**
 * A message as the model sees it. What this model cannot take is converted or noted: each call keeps its result, as blocks
 * or both in words.
 */
export function requestParts(entry: ContextMessage, view: PartsView): RequestMessage[] {
  const { message } = entry
  if (message.role === 'user') return [userParts(entry, view.call)]
  if (message.role !== 'assistant') return []
  const isTold = callsToTell(message, view.call)
  const thinks = view.isExecuting && isWrittenBy(message, view.call)
  const blocks = message.content.filter((block) => thinks || !isThought(block))
  const said = blocks.flatMap((block) => assistantBlock(block, isTold))
  const answers = resultsOf(message.content)
  const results = answers.filter(({ use }) => !isTold(use)).map(resultBlock(view.call.takes))
  const told = answers.filter(({ use }) => isTold(use)).flatMap(toldBlocks(view.call.takes))
  const heard = [...results, ...told]
  return [
    ...(said.length > 0
      ? [{ role: 'assistant' as const, content: told.length > 0 ? callsLast(said) : said }]
      : []),
    ...(heard.length > 0 ? [{ role: 'user' as const, content: heard }] : []),
  ]
}

function userParts({ message, follows }: ContextMessage, { takes }: CallView): RequestMessage {
  const labelled = follows.map(noticeLabel).filter((text) => text !== '')
  const wants = message.wantsTitle === true ? ' wants="title"' : ''
  const may = message.permission === undefined ? '' : ` permission="${message.permission}"`
  const now = `<context now="${new Date(message.at).toISOString()}"${may}${wants}/>`
  const attached = message.content.flatMap((block) =>
    block.type === 'attachment' ? namedPart(block.attachment, takes) : [],
  )
  const text = [...labelled, now, ...message.content.flatMap(userText)].join('\n\n')
  return { role: 'user', content: [...attached, { type: 'text', text }] }
}

/** Thoughts are signed for one model and needed only while their turn goes on; a session outlives its model. */
function isThought(block: Block): boolean {
  return block.type === 'thinking' || block.type === 'redacted_thinking'
}

function isWrittenBy(message: Message, { model, connectionId }: CallView): boolean {
  return message.model === model && message.connectionId === connectionId
}

/** Which calls of a message are told in words: those of another model, of tools that this one does not have. */
function callsToTell(message: Message, call: CallView): (use: ToolUse) => boolean {
  // Of an old message nobody knows who wrote it.
  if (message.model === undefined || isWrittenBy(message, call)) return () => false
  return ({ name }) => !call.tools.has(name)
}

function userText(block: Block): string[] {
  if (block.type === 'text' || block.type === 'envelope') return [block.text]
  return []
}

function noticeLabel(message: Message): string {
  const notice = message.content.find((block) => block.type === 'notice')
  if (notice) return labelData('notice', { kind: notice.kind, title: notice.title }, notice.text)
  const text = messageText(message.content)
  if (text === '') return ''
  return message.answers === null
    ? labelData('reply', { to: 'a notice of a background run' }, text)
    : labelData('answer', { to: 'a question of a background run' }, text)
}

function assistantBlock(block: Block, isTold: (use: ToolUse) => boolean): RequestBlock[] {
  switch (block.type) {
    case 'text':
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text }]
    case 'thinking':
      return [{ type: 'thinking', thinking: block.thinking, signature: block.signature }]
    case 'redacted_thinking':
      return [{ type: 'redacted_thinking', data: block.data }]
    case 'tool_use':
      if (isTold(block)) return [{ type: 'text', text: toldCall(block) }]
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

/** As every model puts them: what became words may have stood behind a call. */
function callsLast(said: readonly RequestBlock[]): readonly RequestBlock[] {
  const isCall = ({ type }: RequestBlock): boolean => type === 'tool_use'
  return [...said.filter((block) => !isCall(block)), ...said.filter(isCall)]
}

interface Answered {
  readonly use: ToolUse
  readonly result: ToolResult
}

/** Every call has a result: one that still waits for the user says so. */
function resultsOf(content: readonly Block[]): Answered[] {
  const results = new Map<string, ToolResult>()
  for (const block of content) if (block.type === 'tool_result') results.set(block.toolUseId, block)
  return content.flatMap((block) =>
    block.type === 'tool_use' ? [{ use: block, result: results.get(block.id) ?? unanswered }] : [],
  )
}

function resultBlock(takes: Taken): (answered: Answered) => RequestBlock {
  return ({ use, result: { content: text, isError, attachments = [] } }) => {
    const attached = attachments.map((attachment) => attachedPart(attachment, takes))
    const content = attached.length === 0 ? text : [{ type: 'text', text } as const, ...attached]
    return { type: 'tool_result', tool_use_id: use.id, content, ...(isError ? { is_error: true } : {}) }
  }
}

function toldBlocks(takes: Taken): (answered: Answered) => RequestBlock[] {
  return ({ use, result }) => [
    { type: 'text', text: toldResult(use.name, result) },
    ...(result.attachments ?? []).map((attachment) => attachedPart(attachment, takes)),
  ]
}
