import { useMemo } from 'react'
import { questionStore } from '../stores/question-store.ts'

/** What each waiting run asks, by the run; of several questions the one asked first. */
export function useOpenPrompts(): ReadonlyMap<string, string> {
  const byId = questionStore.use((state) => state.byId)
  return useMemo(() => {
    const prompts = new Map<string, string>()
    const open = [...byId.values()].filter((question) => question.status === 'open')
    for (const { runId, prompt } of open.toSorted((a, b) => b.askedAt - a.askedAt)) {
      if (runId !== null) prompts.set(runId, prompt)
    }
    return prompts
  }, [byId])
}
