import { here, type Action, type Target } from './action.ts'
import { askClause } from './ask-clause.ts'
import { clauses } from './clauses.ts'
import { deed } from './deed.ts'
import { namedFiles, namedFolder } from './named-paths.ts'
import { optionList } from './option-list.ts'
import { quoted } from './quoted.ts'
import { secretWish } from './secret-words.ts'

const folderWords = /\b(?:folders?|director(?:y|ies)|files?|documents?|workspace|notes|here)\b/i
const chosenWords =
  /\b(?:it|that (?:file|one|folder)|this (?:file|one)|the (?:chosen|selected|picked)(?: (?:file|one|folder))?|the (?:file|one|folder)(?: (?:that )?(?:I|i) (?:choose|chose|pick(?:ed)?|select(?:ed)?|name[d]?))|my (?:choice|answer)|them)\b/
const manyFiles =
  /\b(?:read|open|go through)\b.*\b(?:files|documents|notes)\b|\b(?:all|every|each)\s+(?:of\s+)?(?:the\s+)?(?:text\s+)?(?:files?|documents?|notes)\b/i

/** An instruction as the things to do, in their order; empty when none of it is something that tools are for. */
export function plan(instruction: string): Action[] {
  const actions: Action[] = []
  for (const clause of clauses(instruction)) {
    const last = actions.at(-1)
    const options = last?.do === 'ask' && last.options === null ? optionList(clause) : null
    if (last?.do === 'ask' && options !== null) actions[actions.length - 1] = { ...last, options }
    else actions.push(...actionsOf(clause, actions))
  }
  return actions.some((action) => action.do !== 'nothing' && action.do !== 'greet') ? withFolder(actions) : []
}

function actionsOf(clause: string, before: readonly Action[]): Action[] {
  // A command and a file's text may hold any words, so the deed that they belong to comes first.
  const wanted = deed(clause)
  if (wanted !== null) return [wanted]
  const secret = secretWish(clause)
  const ask = secret === null ? askClause(clause) : null
  if (secret !== null || ask !== null) {
    const lead = clause.slice(0, clause.search(/\bask/i)).trim()
    return [
      ...(lead === '' ? [] : actionsOf(lead, before).filter((action) => action.do !== 'nothing')),
      ...(secret === null ? [] : [{ do: 'secret', ...secret } as const]),
      ...(ask === null ? [] : [{ do: 'ask', ...ask } as const]),
    ]
  }
  const notify =
    /\b(?:notify|alert|ping)\s+me\b[:,]?\s*(?:that|when|with|about)?\s*(.*)|\btell me when (?:you are|you're|it is|it's) (?:done|finished|ready)\b|\bsend (?:me )?a notification\b[:,]?\s*(?:that|with|saying)?\s*(.*)/i.exec(
      clause,
    )
  if (notify !== null) {
    const text = (quoted(clause) ?? notify[1] ?? notify[2] ?? '').replace(
      /^(?:you are|you're|it is|it's)\s+(?:done|finished|ready).*$/i,
      '',
    )
    return [{ do: 'notify', text: text === '' ? null : text }]
  }
  const query = searchQuery(clause)
  if (query !== null) return [{ do: 'search', query, folder: namedFolder(clause) ?? here }]
  if (/\b(?:greet|say hello to)\b/i.test(clause)) return [{ do: 'greet' }]
  return [fileAction(clause, before)].flat()
}

function fileAction(clause: string, before: readonly Action[]): Action | Action[] {
  const isReading =
    /\b(?:read|open|show|print|quote|display)\b|\bfirst (?:line|\w+ lines)\b|\bwhat(?:'s| is| does)\b.*\b(?:in|inside|say)\b/i.test(
      clause,
    )
  const isSummary = /\b(?:summari[sz]e|summary|describe|outline|explain)\b/i.test(clause)
  const isCount = /\b(?:count|how (?:many|big|large)|number of|size of|total)\b/i.test(clause)
  const isListing =
    /\b(?:list|look|browse|go through|check|which files|inspect|scan|explore|work on)\b/i.test(clause)
  const files = namedFiles(clause)
  if (files.length > 0 && (isReading || isSummary || isCount || isListing)) {
    return files
      .slice(0, 5)
      .map((path) => ({ do: 'read', file: { path }, manner: isSummary ? 'summarise' : 'show' }))
  }
  const asked = before.findLast((action) => action.do === 'ask')
  if (asked?.do === 'ask' && (isReading || isSummary || isListing || isCount) && chosenWords.test(clause)) {
    if (asked.options === 'folders' || /\bfolder|director/i.test(asked.question)) {
      return { do: isCount ? 'count' : isSummary ? 'survey' : 'list', folder: 'chosen' }
    }
    return { do: 'read', file: 'chosen', manner: isSummary ? 'summarise' : 'show' }
  }
  const folder: Target = { path: namedFolder(clause) ?? here }
  if (folder.path === here && !folderWords.test(clause)) return { do: 'nothing' }
  if (isCount) return { do: 'count', folder }
  if (isSummary || ((isReading || isListing) && !/\b(?:list|show)\b/i.test(clause) && manyFiles.test(clause)))
    return { do: 'survey', folder }
  if (isListing || isReading) return { do: 'list', folder }
  return { do: 'nothing' }
}

function searchQuery(clause: string): string | null {
  const match =
    /\b(?:find|search(?:\s+for)?|look\s+for|grep(?:\s+for)?|(?:which|what)\s+(?:files?|lines?)\s+(?:mentions?|contains?|says?|has|have))\s+(.+)$/i.exec(
      clause,
    )
  if (match === null) return null
  const rest = match[1] ?? ''
  const exact = quoted(rest)
  if (exact !== null) return exact
  const words = rest
    .replace(/^(?:(?:the\s+)?(?:folder|files?|directory|notes|documents?|working directory)\s+for\s+)/i, '')
    .replace(/^(?:all|every|any|each|the|a|an)\s+/i, '')
    .replace(
      /^(?:lines?|places?|occurrences?|mentions?|words?|text|files?)\s+(?:of|with|that (?:say|contain|mention|have)|containing|mentioning)?\s*/i,
      '',
    )
    .replace(
      /\s+(?:in|across|under|inside|within|through)\s+(?:(?:the|my|all|this|these|every|any|each)\b.*|[\w./-]+\/?(?:\s+(?:folder|directory))?)$/i,
      '',
    )
    .replace(/[?.!,]+$/, '')
    .trim()
  // "TODOs" are lines that say TODO.
  const plain = /^[A-Z]{3,}s$/.test(words) ? words.slice(0, -1) : words
  return plain === '' ? null : plain
}

/** Whether something is to be done that the words of the session alone cannot be about. */
export function hasDeed(instruction: string): boolean {
  return clauses(instruction).some((clause) => deed(clause) !== null)
}

/** A choice among files needs the folder to be looked at first. */
function withFolder(actions: readonly Action[]): Action[] {
  const isAsked = (action: Action): boolean =>
    action.do === 'ask' && (action.options === 'files' || action.options === 'folders')
  const ask = actions.findIndex(isAsked)
  const looked = actions
    .slice(0, Math.max(0, ask))
    .some((action) => action.do === 'list' || action.do === 'survey' || action.do === 'count')
  return ask < 0 || looked
    ? [...actions]
    : [...actions.slice(0, ask), { do: 'list', folder: { path: here } }, ...actions.slice(ask)]
}
