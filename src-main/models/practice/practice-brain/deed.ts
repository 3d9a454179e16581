import { quoted } from './quoted.ts'
import { withSecrets } from './secret-words.ts'

/** What changes or reaches something outside of the conversation. */
export type Deed =
  | { readonly do: 'run'; readonly command: string; readonly secrets: readonly string[] }
  | { readonly do: 'write'; readonly path: string; readonly content: string }
  | { readonly do: 'edit'; readonly path: string; readonly from: string; readonly to: string }
  | { readonly do: 'move'; readonly from: string; readonly to: string }
  | { readonly do: 'delete'; readonly path: string }
  | { readonly do: 'fetch'; readonly url: string }

const opening = /^(?:(?:please|can you|could you|would you)\s+)+/i
/** A path is in quotation marks, or has a dot or a slash, so that "delete everything" names none. */
const path = String.raw`(?:(?:the|a|my)\s+)?(?:new\s+)?(?:(?:text\s+)?file\s+)?(?:called\s+|named\s+)?(["“'‘${'`'}][^"”'’${'`'}]+["”'’${'`'}]|\S*[./]\S*)`
const form = (source: string): RegExp => new RegExp(`^${source}$`, 'is')

const command = form(String.raw`(?:run|execute)\s+(?:the\s+)?(?:shell\s+|following\s+)?command\s*:?\s+(.+)`)
const quotedCommand = form('(?:run|execute)\\s+(["“`].+["”`])')
const write = form(String.raw`(?:write|save|put)\s+(.+)\s+(?:in)?to\s+${path}`)
const create = form(
  String.raw`(?:create|make|write)\s+${path}\s+(?:with|containing|that says|saying)\s+(?:the\s+)?(?:(?:text|content|words?|lines?)\s+)?:?\s*(.+)`,
)
const edit = form(String.raw`(?:replace|change)\s+(.+?)\s+(?:with|by|to|into)\s+(.+?)\s+in\s+${path}`)
const move = form(String.raw`(?:move|rename)\s+${path}\s+(?:in)?(?:to|as)\s+${path}`)
const remove = form(String.raw`(?:delete|remove|trash)\s+${path}`)
const fetched = form(
  String.raw`(?:fetch|get|load|open|read|visit|show|summari[sz]e|look at|check)\b.*?(https?:\/\/[^\s"”'’${'`'}<>)]+).*`,
)

/** The deed that one part of an instruction asks for in so many words, or null. */
export function deed(clause: string): Deed | null {
  const words = clause.replace(opening, '').trim()
  const given = withSecrets(words)
  const run = command.exec(given.words) ?? quotedCommand.exec(given.words)
  if (run !== null) return { do: 'run', command: plain(run[1]), secrets: given.secrets }
  const url = fetched.exec(words)?.[1]
  if (url !== undefined) return { do: 'fetch', url: url.replace(/[.,;:!?]+$/, '') }
  const made = create.exec(words)
  if (made !== null) return { do: 'write', path: plain(made[1]), content: line(plain(made[2])) }
  const written = write.exec(words)
  if (written !== null) return { do: 'write', path: plain(written[2]), content: line(plain(written[1])) }
  const edited = edit.exec(words)
  if (edited !== null)
    return { do: 'edit', path: plain(edited[3]), from: plain(edited[1]), to: plain(edited[2]) }
  const moved = move.exec(words)
  if (moved !== null)
    return { do: 'move', from: plain(moved[1]), to: inFolder(plain(moved[2]), plain(moved[1])) }
  const removed = remove.exec(words)
  return removed === null ? null : { do: 'delete', path: plain(removed[1]) }
}

/** What stands between quotation marks, where all of it does. */
function plain(text = ''): string {
  const trimmed = text.trim()
  return /^["“'‘`].*["”'’`]$/s.test(trimmed) ? (quoted(trimmed) ?? trimmed) : trimmed
}

/** A text file ends with the end of its last line. */
function line(text: string): string {
  return `${text}\n`
}

/** "Move a.txt to docs/" keeps the name. */
function inFolder(to: string, from: string): string {
  return to.endsWith('/') ? `${to}${from.split('/').at(-1) ?? ''}` : to
}
