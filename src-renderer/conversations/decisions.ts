import type { Answer, Question } from '../../src-shared/domain/question.ts'

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
 * The decision that words name, whole or by their beginning ("allow", "always"). A number or a place is none: what is
 * allowed must have been said.
 */
export function readDecision(text: string, known: readonly Decision[]): Decision | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[\s.!]+$/, '')
  if (said === '') return undefined
  return known.find(({ word }) => word.toLowerCase() === said || word.toLowerCase().startsWith(`${said} `))
}
