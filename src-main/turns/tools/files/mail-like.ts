import { basename } from 'node:path'
import { labelData } from '../../../../src-shared/domain/label-data.ts'
import type { ToolResult } from '../tool.ts'

const nameOfMail = /\.(eml|emlx|mbox|mbx|msg|mht|mhtml)$/i
const header =
  /^(from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|reply-to|x-[a-z-]+):/i
const htmlOfMail =
  /class="?(gmail_quote|gmail_default|moz-cite-prefix|yahoo_quoted|OutlookMessageHeader)|id="?(divRplyFwdMsg|appendonsend)|<b>(From|Sent|Von|De):<\/b>|content="?Microsoft Word[^>]*>[^]*WordSection1/i

/** Whether a file's name says that it holds mail. */
export function isMailName(name: string): boolean {
  return nameOfMail.test(name)
}

/** Whether a text file holds what others wrote to the user, by its name or by how it begins. */
export function isMail(name: string, start: string): boolean {
  if (isMailName(name) || start.startsWith('From ')) return isMailName(name) || hasHeaders(start)
  return hasHeaders(start) || (/\.x?html?$/i.test(name) && htmlOfMail.test(start))
}

/** Three different header lines before the first empty one; two could be a note. */
function hasHeaders(start: string): boolean {
  const lines = start.replace(/^\ufeff?(From [^\n]*\n)?/, '').split(/\r?\n/, 200)
  const found = new Set<string>()
  for (const line of lines) {
    if (line === '') break
    const name = header.exec(line)?.[1]?.toLowerCase()
    if (name !== undefined) found.add(name)
    // A header goes on in lines that begin with a space.
    else if (!/^[ \t]|^[\w-]+:/.test(line)) return false
  }
  return found.size >= 3
}

/** Content of a mail, told as data that nobody vouches for. `shown`: the file's path for people. */
export function asMail(content: string, shown: string): ToolResult {
  const name = basename(shown)
  return {
    content: labelData('untrusted', { source: `mail ${name}` }, content),
    isError: false,
    sources: [{ kind: 'mail', name }],
  }
}

/**
 * The text in an Outlook message (.msg), roughly: its subject, people and body are UTF-16 in there, and so are found
 * without reading its structure. At most `most` characters.
 */
export function outlookText(bytes: Uint8Array, most: number): string {
  const runs: string[] = []
  let length = 0
  let run = ''
  const end = (): void => {
    if (/\p{L}{2}/u.test(run) && run.trim().length >= 4) {
      runs.push(run.trim())
      length += run.length
    }
    run = ''
  }
  for (let at = 0; at + 1 < bytes.length && length < most; at += 2) {
    const code = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
    const isText =
      code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0x2e80 && code !== 0x7f)
    if (isText) run += String.fromCharCode(code)
    else if (run !== '') end()
  }
  end()
  return runs
    .filter((text) => !text.startsWith('__'))
    .join('\n')
    .slice(0, most)
}
