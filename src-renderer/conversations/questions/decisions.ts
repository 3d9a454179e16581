import type { Answer, Question } from '../../../src-shared/domain/question.ts'

export interface Decision {
  /** As the buttons on the card and in the inbox say it. */
  readonly word: string
  readonly answer: Answer
}

const permissions: readonly Decision[] = [
  { word: 'Allow once', answer: { kind: 'confirm', decision: 'allow' } },
  { word: 'Always allow', answer: { kind: 'confirm', decision: 'always' } },
  { word: 'Deny', answer: { kind: 'confirm', decision: 'deny' } },
]
const budgets: readonly Decision[] = [
  { word: 'Go on', answer: { kind: 'budget', decision: 'continue' } },
  { word: 'Stop', answer: { kind: 'budget', decision: 'stop' } },
]

/** The decisions that a question takes instead of words; none for a question that takes words. */
export function decisions(question: Question): readonly Decision[] {
  switch (question.kind) {
    case 'confirm':
      // What cannot be allowed for good is not understood as a word either.
      return question.confirm?.always == null
        ? permissions.filter(({ answer }) => answer.kind !== 'confirm' || answer.decision !== 'always')
        : permissions
    case 'budget':
      return budgets
    case 'question':
    case 'choice':
    case 'credential':
      return []
  }
}

/**
 * The decision that words name, whole or by their beginning ("allow", "always"). Nothing else allows: a "yes" may be meant
 * for another question, and a number or a place is no word for what would be done. Words after "deny" are its note.
 */
export function readDecision(text: string, known: readonly Decision[]): Answer | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[\s.!]+$/, '')
  if (said === '') return undefined
  const found = known.find(
    ({ word }) => word.toLowerCase() === said || word.toLowerCase().startsWith(`${said} `),
  )
  return found?.answer ?? readRefusal(text, known)
}

/** "Deny: not that file" refuses with a note. A refusal is the safe way, so its words may be free. */
function readRefusal(text: string, known: readonly Decision[]): Answer | undefined {
  const note = /^\s*deny(?:\s*[,:;.–—-]\s*|\s+)(\S.*)$/is.exec(text)?.[1]?.trim()
  const canDeny = known.some(({ answer }) => answer.kind === 'confirm' && answer.decision === 'deny')
  return canDeny && note !== undefined ? { kind: 'confirm', decision: 'deny', note } : undefined
}
