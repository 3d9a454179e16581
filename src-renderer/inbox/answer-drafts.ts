import { create } from 'zustand'

/**
 * What was typed as an answer and not sent yet, by question. Kept outside the forms, so that scrolling, leaving the
 * screen, or an answer from elsewhere never loses a word. Secrets are never put here.
 */
export const useAnswerDrafts = create<ReadonlyMap<string, string>>()(() => new Map())

export function setAnswerDraft(questionId: string, text: string): void {
  useAnswerDrafts.setState((drafts) => {
    const next = new Map(drafts)
    if (text === '') next.delete(questionId)
    else next.set(questionId, text)
    return next
  }, true)
}

export function resetAnswerDrafts(): void {
  useAnswerDrafts.setState(new Map(), true)
}
