import type { Question } from '../../src-shared/domain/question.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'
import { inPages } from './in-pages.ts'

/** Every open question, and the closed ones of the conversations that were opened in this window. */
export const questionStore = createEntityStore<Question>()

export function loadOpenQuestions(): Promise<boolean> {
  return questionStore.fetchFirst(() =>
    inPages(({ limit, last }) => call('questions.list', { status: 'open', limit, after: last })),
  )
}

export function loadQuestionsOf(conversationId: string): Promise<boolean> {
  return questionStore.fetchMore(() => call('questions.list', { conversationId }))
}

/** Whether the conversation shows the question: it asked, or the run's question is delivered to it. */
export function isShownIn(question: Question, conversationId: string): boolean {
  return question.deliverTo === conversationId || question.conversationId === conversationId
}

/** The open questions that a conversation shows, oldest first. */
export function openQuestionsIn(
  byId: ReadonlyMap<string, Question>,
  conversationId: string,
): readonly Question[] {
  return [...byId.values()]
    .filter((question) => question.status === 'open' && isShownIn(question, conversationId))
    .toSorted((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1))
}
