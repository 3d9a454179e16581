import { optionList } from './option-list.ts'
import { aroundQuote, quoted } from './quoted.ts'

export interface AskClause {
  readonly question: string
  /** `files` and `folders`: what the folder turns out to have. */
  readonly options: readonly string[] | 'files' | 'folders' | null
}

const opening = /\bask(?:s|ing)?(?:\s+(?:me|the user|us))?\b\s*[:,-]?\s*/i

/** The question that a part of an instruction says to ask, or null when it says to ask nothing. */
export function askClause(clause: string): AskClause | null {
  const match = opening.exec(clause)
  if (match === null) return null
  const rest = clause.slice(match.index + match[0].length).trim()
  if (rest === '') return { question: 'What would you like me to do next?', options: null }
  const inQuotes = quoted(rest)
  const around = aroundQuote(rest)
  if (inQuotes !== null && around !== null && !/[:(]\s*$/.test(around.before.replace(/^.*\bask.*?:/i, ''))) {
    return { question: inQuotes, options: optionsBehind(around.after) ?? eitherOr(inQuotes) }
  }
  const { stem, options } = splitOptions(rest)
  return { question: asQuestion(stem), options: options ?? eitherOr(stem) ?? subject(stem) }
}

function optionsBehind(text: string): string[] | null {
  return optionList(
    text.replace(/^[\s,:–-]*(?:with\s+)?(?:the\s+)?(?:options?|choices?|answers?)?[\s:–-]*/i, ''),
  )
}

/** Options behind a colon, in brackets, behind "options", or behind a question mark. */
function splitOptions(text: string): { stem: string; options: string[] | null } {
  for (const pattern of [
    /^(.*?)\s*\(([^()]+)\)\s*[?.]?$/,
    /^(.*?)[,:]?\s+(?:with|from|out of|offering)?\s*(?:the\s+)?(?:options|choices)[:\s]+(.+)$/i,
    /^(.*?)\s*:\s*(.+)$/,
    /^(.*?\?)\s+(.+)$/,
    /^(.*?),\s+(.+\bor\b.+)$/i,
    /^(.*?)\s+(?:between|either)\s+(.+)$/i,
  ]) {
    const match = pattern.exec(text)
    const options = match === null ? null : optionList(match[2] ?? '')
    if (match !== null && options !== null) return { stem: match[1]?.trim() ?? '', options }
  }
  return { stem: text, options: null }
}

/** "Tea or coffee?" offers its own answers. */
function eitherOr(question: string): string[] | null {
  if (
    !/^[^,.;]{1,60}\?$/.test(question) ||
    /^(?:which|what|who|where|when|how|why|do|does|did|is|are|can|should|shall|will|would|may)\b/i.test(
      question,
    )
  ) {
    return null
  }
  return / or /i.test(question) ? optionList(question) : null
}

function subject(stem: string): 'files' | 'folders' | null {
  if (/\b(?:which|what)\s+(?:of\s+(?:the|these|those|them)\s+)?(?:file|document|note|one)s?\b/i.test(stem))
    return 'files'
  return /\b(?:which|what)\s+(?:of\s+(?:the|these|those)\s+)?(?:sub)?(?:folder|director)/i.test(stem)
    ? 'folders'
    : null
}

/** An indirect question as a direct one: "which file to summarise" is "Which file should I summarise?". */
function asQuestion(stem: string): string {
  const turned = addressed(stem.replace(/[\s?.:,]+$/, ''))
  const whether = /^(?:whether|if)\s+(?:to|I should|you should|it should)\s+(.+)$/i.exec(turned)
  if (whether !== null) return `Should I ${whether[1]}?`
  const indirect = /^((?:which|what|who|whom|where|when|how|why)\b.*?)\s+to\s+(\p{L}.*)$/iu.exec(turned)
  if (indirect !== null) return capital(`${indirect[1]} should I ${indirect[2]}?`)
  const thing = /^(?:for|about)\s+(.+)$/i.exec(turned)
  if (thing !== null)
    return /^for/i.test(turned) ? `Please tell me: ${thing[1]}.` : `What do you say about ${thing[1]}?`
  const condition = /^(?:whether|if)\s+(.+)$/i.exec(turned)
  if (condition !== null) return `Is it so that ${condition[1]}?`
  const question = /^(?:a question|something)$/i.test(turned) ? 'What would you like me to do next' : turned
  return `${capital(question)}?`
}

/** Words about the user, turned to the user. */
function addressed(text: string): string {
  return text
    .replace(/\bI(?:'m| am)\b/g, 'you are')
    .replace(/\b(?:I|me)\b/g, 'you')
    .replace(/\bmy\b/gi, 'your')
    .replace(/\bmine\b/gi, 'yours')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
