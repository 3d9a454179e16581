import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import { here, type Action, type Target } from './action.ts'
import { deedWork } from './deed-work.ts'
import { fileInWords, firstLine, readText } from './file-words.ts'
import { fileNames, folderListing, folderNames, readableFiles, type FolderListing } from './folder-listing.ts'
import { countInWords, listingInWords, plural } from './folder-words.ts'
import { secretWork } from './secret-work.ts'
import { call, type CallResult, isRehearsed, type Work } from './work.ts'

const mostOptions = 20
const mostSurveyed = 5
const mostHits = 15

/** What the actions so far have found out. */
interface Found {
  listing: FolderListing | null
  /** The folder of the listing. */
  folder: string
  answer: string | null
}

/** Does the actions one after the other, and says in Markdown what came of each. */
export function* fileWork(actions: readonly Action[]): Work<string> {
  const found: Found = { listing: null, folder: here, answer: null }
  const said: string[] = []
  for (const [index, action] of actions.entries()) {
    const words = yield* perform(action, actions[index + 1], found, said)
    if (words !== '') said.push(words)
  }
  return said.join('\n\n')
}

function* perform(
  action: Action,
  next: Action | undefined,
  found: Found,
  said: readonly string[],
): Work<string> {
  switch (action.do) {
    case 'list':
    case 'count':
      return yield* look(action.do, pathOf(action.folder, found), next, found)
    case 'survey':
      return yield* survey(pathOf(action.folder, found), found)
    case 'read': {
      const path = pathOf(action.file, found)
      const result = yield* call('read_file', { path })
      if (result.isError) return problem(`I could not read \`${path}\`.`, result)
      return fileInWords(path, readText(result.text), action.manner)
    }
    case 'search':
      return yield* search(action.query, action.folder)
    case 'ask':
      return yield* ask(action, found)
    case 'secret':
      return yield* secretWork(action)
    case 'notify': {
      const text = action.text ?? plainText(said.at(-1) ?? 'It is done.')
      const result = yield* call('notify_user', { title: 'Dormouse', text })
      if (result.isError) return problem('I could not notify you.', result)
      return isRehearsed(result)
        ? `I would have sent you a notification: “${text}”`
        : 'I sent you a notification.'
    }
    case 'run':
    case 'write':
    case 'edit':
    case 'move':
    case 'delete':
    case 'fetch':
      return yield* deedWork(action)
    case 'greet':
      return `Hello${found.answer === null ? '' : `, ${found.answer}`}!`
    case 'nothing':
      return ''
    default:
      return assertNever(action)
  }
}

/** A file that was chosen from a folder's listing lies in that folder. */
function pathOf(target: Target, found: Found): string {
  if (target !== 'chosen') return target.path
  const answer = (found.answer ?? '').trim().replace(/\/$/, '')
  const isListed = found.listing?.entries.some((entry) => entry.name === answer) ?? false
  return isListed && found.folder !== here ? `${found.folder}/${answer}` : answer
}

function* look(manner: 'list' | 'count', path: string, next: Action | undefined, found: Found): Work<string> {
  const result = yield* listFolder(path)
  if (result.isError) return problem(`I could not list ${nameOf(path)}.`, result)
  found.listing = folderListing(result.text)
  found.folder = path
  if (manner === 'count') return `${countInWords(found.listing, nameOf(path))}.`
  // Where the files are offered as a choice, the list of them stands in the question.
  const isOffered = next?.do === 'ask' && (next.options === 'files' || next.options === 'folders')
  return isOffered
    ? `${countInWords(found.listing, nameOf(path))}.`
    : listingInWords(found.listing, nameOf(path))
}

function* survey(path: string, found: Found): Work<string> {
  const result = yield* listFolder(path)
  if (result.isError) return problem(`I could not list ${nameOf(path)}.`, result)
  const listing = folderListing(result.text)
  found.listing = listing
  found.folder = path
  const names = readableFiles(listing).slice(0, mostSurveyed)
  if (names.length === 0) return listingInWords(listing, nameOf(path))
  const results = yield names.map((name) => ({ name: 'read_file', input: { path: join(path, name) } }))
  const rows = names.map((name, index) => {
    const read = results[index]
    if (read === undefined || read.isError)
      return `- \`${name}\` could not be read: ${read?.text ?? 'no result'}`
    return `- \`${name}\` – ${firstLine(readText(read.text))}`
  })
  const rest = listing.entries.length - names.length
  return [
    `${countInWords(listing, nameOf(path))}. How the text files begin:`,
    '',
    ...rows,
    ...(rest > 0
      ? [
          '',
          `Besides: ${listing.entries
            .filter((entry) => !names.includes(entry.name))
            .slice(0, 10)
            .map((entry) => `\`${entry.name}${entry.kind === 'folder' ? '/' : ''}\``)
            .join(', ')}${rest > 10 ? ' and more' : ''}.`,
        ]
      : []),
  ].join('\n')
}

function* search(query: string, folder: string): Work<string> {
  const result = yield* call('search_files', folder === here ? { query } : { query, path: folder })
  if (result.isError) return problem(`I could not search for “${query}”.`, result)
  const hits = result.text.split('\n').flatMap((line) => {
    const match = /^(.+?):(\d+): ?(.*)$/.exec(line)
    return match === null
      ? []
      : [{ file: match[1] ?? '', line: match[2] ?? '', text: (match[3] ?? '').trim() }]
  })
  if (hits.length === 0) return `No line in ${nameOf(folder)} has “${query}”.`
  const files = new Set(hits.map((hit) => hit.file)).size
  return [
    `“${query}” is on **${plural(hits.length, 'line')}** in ${plural(files, 'file')}:`,
    '',
    ...hits.slice(0, mostHits).map((hit) => `- \`${hit.file}:${hit.line}\` – ${hit.text}`),
    ...(hits.length > mostHits ? [`- … and ${hits.length - mostHits} more`] : []),
  ].join('\n')
}

function* ask(action: Extract<Action, { do: 'ask' }>, found: Found): Work<string> {
  const options = optionsOf(action.options, found)
  const result = yield* call('ask_user', {
    question: action.question,
    ...(options.length >= 2 ? { options } : {}),
  })
  if (result.isError) return problem(`I have no answer to “${action.question}”.`, result)
  if (isRehearsed(result)) {
    found.answer = options[0] ?? 'friend'
    return `I would have asked you “${action.question}”; I went on as if you had answered **${found.answer}**.`
  }
  found.answer = result.text.trim()
  return `To “${action.question}” you answered **${found.answer}**.`
}

function optionsOf(
  options: Extract<Action, { do: 'ask' }>['options'],
  { listing }: Found,
): readonly string[] {
  if (options === null) return []
  if (options !== 'files' && options !== 'folders') return options
  if (listing === null) return []
  const names = options === 'files' ? fileNames(listing) : folderNames(listing)
  return names.slice(0, mostOptions)
}

function listFolder(path: string): Work<CallResult> {
  return call('list_directory', path === here ? {} : { path })
}

function nameOf(path: string): string {
  return path === here ? 'the working directory' : `\`${path}/\``
}

function join(folder: string, name: string): string {
  return folder === here ? name : `${folder}/${name}`
}

function problem(what: string, { text }: CallResult): string {
  return `${what} The tool says: ${text}`
}

function plainText(markdown: string): string {
  const text = markdown
    .replace(/[*`>#]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
