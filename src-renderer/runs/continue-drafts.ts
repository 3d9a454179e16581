import { create } from 'zustand'

/** What was written to go on with a run and not sent yet, by run: looking at another page loses no word. */
export const useContinueDrafts = create<ReadonlyMap<string, string>>()(() => new Map())

export function setContinueDraft(runId: string, text: string): void {
  useContinueDrafts.setState((drafts) => new Map(drafts).set(runId, text), true)
}
