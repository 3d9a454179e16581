import { formatBytes } from '../../../src-shared/domain/format-bytes.ts'
import type { Block, Message } from '../../../src-shared/domain/message.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { plainLine } from '../../turns/tools/plain-line.ts'
import { closeFence } from './close-fence.ts'

const longestLabel = 200

/** A text as code inside a line, whatever it holds. */
export function inCode(text: string): string {
  const plain = plainLine(text, longestLabel).trim()
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length))
  const marks = '`'.repeat(longest + 1)
  const gap = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${marks}${gap}${plain}${gap}${marks}`
}

/** A text as one line of words, none of which means anything in Markdown. */
export function inWords(text: string): string {
  return plainLine(text, longestLabel).replaceAll(/[\\`*_[\]<>#~|]/g, String.raw`\$&`)
}

/** Words of somebody as they are, without what would swallow the rest of the file. */
function said(text: string): string {
  return closeFence(text.trim().replaceAll('<!--', '&lt;!--'))
}

function quoted(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

function attachmentLine({ name, bytes }: Attachment): string {
  return `- Attached: ${inCode(name)} (${formatBytes(bytes)})`
}

/** What a message says to a reader, in Markdown; its steps are a line each, its thoughts are left out. `''`: nothing. */
export function messageMarkdown({ role, content }: Pick<Message, 'role' | 'content'>): string {
  const parts: string[] = []
  let lines: string[] = []
  const close = (): void => {
    if (lines.length > 0) parts.push(lines.join('\n'))
    lines = []
  }
  for (const block of content) {
    const line = lineOf(block, content)
    if (line !== null) lines.push(line)
    const text = textOf(block)
    if (text === '') continue
    close()
    parts.push(text)
  }
  close()
  const whole = parts.join('\n\n')
  return role === 'notice' || role === 'divider' ? quoted(whole) : whole
}

function textOf(block: Block): string {
  switch (block.type) {
    case 'text':
      return said(block.text)
    case 'envelope':
      return said(block.instruction)
    case 'notice':
      return `**${inWords(block.title)}**\n\n${said(block.text)}`
    case 'divider':
      return said(block.text)
    default:
      return ''
  }
}

function lineOf(block: Block, content: readonly Block[]): string | null {
  if (block.type === 'attachment') return attachmentLine(block.attachment)
  if (block.type !== 'tool_use') return null
  const result = content.find((each) => each.type === 'tool_result' && each.toolUseId === block.id)
  if (result?.type !== 'tool_result') return `- ${inCode(block.label ?? block.name)} (not done)`
  const words = result.detail?.did ?? block.label ?? block.name
  const how = result.refused === true ? ' (refused)' : result.isError ? ' (failed)' : ''
  const attached = (result.attachments ?? []).map((each) => `\n  ${attachmentLine(each)}`)
  return `- ${inCode(words)}${how}${attached.join('')}`
}
