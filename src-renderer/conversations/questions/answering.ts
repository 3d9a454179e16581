import type { Question } from '../../../src-shared/domain/question.ts'

/** What the user decided about the open questions of a conversation, kept with the draft. */
export interface AnswerIntent {
  /** The question picked from the list, or by its card. */
  readonly picked: string | null
  /** Questions that a message must not answer: set aside by the user, or asked while something was being typed. */
  readonly aside: readonly string[]
}

export const noIntent: AnswerIntent = { picked: null, aside: [] }

/** What the composer's text will be. */
export type Answering =
  | { readonly kind: 'message' }
  /** It answers this question; a secret has a field of its own in the text's place. */
  | { readonly kind: 'question'; readonly question: Question }
  /** It is an ordinary message, and these open questions can be picked instead. */
  | { readonly kind: 'pick'; readonly questions: readonly Question[] }

/**
 * One open question is preselected, several are a list to pick from, and whatever the user set aside stays an ordinary
 * message.
 */
export function answering(questions: readonly Question[], intent: AnswerIntent): Answering {
  const [first] = questions
  if (!first) return { kind: 'message' }
  const picked = questions.find((question) => question.id === intent.picked)
  if (picked) return { kind: 'question', question: picked }
  if (questions.length === 1 && !intent.aside.includes(first.id)) return { kind: 'question', question: first }
  return { kind: 'pick', questions }
}

/** The intent after "Send as a message instead": every question that is open now is set aside. */
export function setAside(open: readonly Question[]): AnswerIntent {
  return { picked: null, aside: open.map((question) => question.id) }
}

/** The intent when questions were asked while the user was typing: what is being typed does not become their answer. */
export function keepAsMessage(intent: AnswerIntent, arrived: readonly Question[]): AnswerIntent {
  const fresh = arrived.filter((question) => !intent.aside.includes(question.id))
  return fresh.length === 0
    ? intent
    : { ...intent, aside: [...intent.aside, ...fresh.map((question) => question.id)] }
}
