import { create } from 'zustand'

/**
 * What was typed as an answer and not sent yet, by question. Kept outside the forms, so that scrolling, leaving the
 * screen, or an answer from elsewhere never loses a word. Secrets are never put here.
 */
export const useAnswerDrafts = create<ReadonlyMap<string, string>>()(() => new Map())

/** The arguments of calls as they were edited and not sent yet, by question. */
export const useEditedArguments = create<ReadonlyMap<string, string>>()(() => new Map())

/** The options that were chosen and not sent yet, by question. */
export const useChosenOptions = create<ReadonlyMap<string, readonly string[]>>()(() => new Map())

export function setAnswerDraft(questionId: string, text: string): void {
  useAnswerDrafts.setState((drafts) => {
    const next = new Map(drafts)
    if (text === '') next.delete(questionId)
    else next.set(questionId, text)
    return next
  }, true)
}

/** `null`: the arguments are as they were asked for. */
export function setEditedArguments(questionId: string, text: string | null): void {
  useEditedArguments.setState((all) => {
    const next = new Map(all)
    if (text === null) next.delete(questionId)
    else next.set(questionId, text)
    return next
  }, true)
}

export function setChosenOptions(questionId: string, chosen: readonly string[]): void {
  useChosenOptions.setState((all) => new Map(all).set(questionId, chosen), true)
}

/** Forgets all that was not sent: the answer is given. */
export function dropDrafts(questionId: string): void {
  setAnswerDraft(questionId, '')
  setEditedArguments(questionId, null)
  setChosenOptions(questionId, [])
}

export function resetAnswerDrafts(): void {
  useAnswerDrafts.setState(new Map(), true)
  useEditedArguments.setState(new Map(), true)
  useChosenOptions.setState(new Map(), true)
}
