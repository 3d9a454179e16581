import type { PracticeTurn } from './practice-turn.ts'

const longestQuote = 300

export const identity =
  'I am the practice model: rules, not an AI. I understand a few kinds of instructions and really carry them out with the tools of Dormouse.'
/** Ends the first answer of a session. */
export const signature = '*I am the practice model: rules, not an AI. Add a real model in Settings → Models.*'

/** What can be answered from the words of the session alone; null when it takes something else. */
export function talk(turn: PracticeTurn): string | null {
  const { words, earlier, data } = turn
  const last = earlier.findLast((exchange) => exchange.answered !== '')
  const label = data.at(-1)
  if (
    /^(?:who|what) are you\b|\bare you (?:an? )?(?:real|human|ai|model|claude|person)\b|\bwhich model\b|\bwhat can you do\b/i.test(
      words,
    )
  ) {
    return `${identity}\n\n${examples}`
  }
  const literal =
    /^(?:please\s+)?(?:say|reply with|answer with|repeat)\s+(?:the words?\s+|exactly\s*:?\s+)?(?!it\b|that\b|this\b)["“'‘]?(.+?)["”'’]?[.!]?$/is.exec(
      words,
    )
  if (literal !== null && !/\bagain\b|\bshorter\b|\bbefore\b/i.test(words)) return literal[1] ?? null
  if (
    /\b(?:go|went) wrong|\bwhy did (?:it|that|this) (?:fail|stop)|\bexplain (?:the|that|this) (?:error|failure)|\bwhat happened\b/i.test(
      words,
    )
  ) {
    const outcome = data.findLast((each) => each.tag === 'turn-outcome' || each.tag === 'notice')
    if (outcome !== undefined) return `This is what I see of it:\n\n${quote(outcome.text)}`
  }
  if (
    /^(?:(?:please|can you|could you)\s+)?(?:say|repeat|tell me)\s+(?:(?:it|that|this)\b|.*\b(?:again|answer)\b)/i.test(
      words,
    )
  ) {
    return last === undefined ? nothingBefore : `Once more:\n\n${withoutSignature(last.answered)}`
  }
  if (/^.{0,40}\b(?:shorter|in short|briefly|in one sentence|tl;?dr)\b[^,;]{0,20}$/i.test(words)) {
    // A message that directly follows a notice is about the notice.
    const subject = label?.text ?? last?.answered
    if (subject === undefined) return nothingBefore
    const about =
      label === undefined && last !== undefined ? ` (that was about: “${clip(last.asked, 80)}”)` : ''
    return `In short${about}: ${shorter(withoutSignature(subject))}`
  }
  if (
    /\bwhat (?:did|have|was|were)\b.*\b(?:i|we|you|my|your)\b.*\b(?:sa(?:y|id)|ask(?:ed)?|t(?:ell|old)|talk|message|question|instruction|answer|about)\b/i.test(
      words,
    )
  ) {
    if (earlier.length === 0) return nothingBefore
    const aboutMe =
      /\b(?:you|your)\b.*\b(?:say|said|answer|answered)\b/i.test(words) &&
      !/\bdid i\b|\bi (?:say|said|ask)/i.test(words)
    if (aboutMe && last !== undefined) return `I said:\n\n${quote(withoutSignature(last.answered))}`
    return [
      'In this session you said:',
      '',
      ...earlier.slice(-5).map((exchange) => `- “${clip(exchange.asked, 200)}”`),
    ].join('\n')
  }
  return memory(turn) ?? followUp(turn)
}

/** What was told in this session is known in this session: "my name is Ada" … "what is my name?". */
function memory({ words, earlier }: PracticeTurn): string | null {
  const asked = /\bwhat(?:'s| is| was)\s+(?:my|the)\s+([\p{L}\d ]{1,40}?)\s*\?*$/iu
    .exec(words)?.[1]
    ?.toLowerCase()
  if (asked !== undefined) {
    for (const exchange of earlier.toReversed()) {
      const fact = factOf(exchange.asked)
      if (fact?.name === asked)
        return `Your ${asked} is ${fact.value}. You said so: “${clip(exchange.asked, 200)}”`
    }
    return null
  }
  const fact = factOf(words)
  return fact === null ? null : `I keep in mind, for this session, that your ${fact.name} is ${fact.value}.`
}

function factOf(text: string): { readonly name: string; readonly value: string } | null {
  const match = /\b(?:my|the)\s+([\p{L}\d ]{1,40}?)\s+is\s+([^.!?\n]{1,100})/iu.exec(text)
  return match === null || text.trim().endsWith('?')
    ? null
    : { name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim() }
}

function followUp({ words, earlier, data }: PracticeTurn): string | null {
  const isFollowUp =
    /^(?:make|change|turn|use|add|remove|now|and|but|also|instead|do it|continue|go on|more|again|yes|no|ok|okay|thanks|thank you)\b/i.test(
      words,
    )
  const before = earlier.at(-1)
  if (!isFollowUp) return null
  const label = data.at(-1)
  if (label !== undefined)
    return `You follow up on this:\n\n${quote(label.text)}\n\nA real model would now do: “${clip(words, 200)}”. I am rules and can only show that I see both.`
  if (before === undefined) return null
  if (/^(?:thanks|thank you|ok|okay)\b/i.test(words))
    return `You are welcome. That was about “${clip(before.asked, 120)}”.`
  return [
    `That goes on from what you said before: “${clip(before.asked, longestQuote)}”.`,
    ...(before.answered === '' ? [] : [`My answer then:\n\n${quote(withoutSignature(before.answered))}`]),
    `A real model would now do: “${clip(words, 200)}”. I am rules and can only show that I still have the whole session.`,
  ].join('\n\n')
}

const examples = [
  'Try one of these:',
  '',
  '- “Read the folder, then ask me which file to summarise, then summarise it.”',
  '- “In 2 minutes remind me to stretch.”',
  '- “Find TODO in the files and tell me where.”',
  '- “Write hello to notes/hello.txt, then run the command `ls -la notes`.”',
].join('\n')

const nothingBefore =
  'Nothing was said before this in the session, so I have nothing to go by. Ask me something first.'

/** For everything that no rule is for. */
export function help(words: string): string {
  if (/^(?:hi|hello|hey|good (?:morning|afternoon|evening)|moin|hallo)\b/i.test(words))
    return `Hello! ${examples}`
  const said =
    words === '' ? 'You said nothing that I could work on.' : `I have no rule for “${clip(words, 120)}”.`
  return `${said} ${examples}`
}

export function withoutSignature(text: string): string {
  return text.replace(signature, '').trim()
}

function shorter(text: string): string {
  const plain =
    text
      .replace(/\*\*/g, '')
      .split(/\n\s*\n/)[0]
      ?.replace(/\s+/g, ' ')
      .trim() ?? ''
  const sentence = /^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain.replace(/:$/, '.')
  return clip(sentence, 160)
}

function quote(text: string): string {
  return clip(text, longestQuote)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

function clip(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit).trimEnd()}…` : text
}
