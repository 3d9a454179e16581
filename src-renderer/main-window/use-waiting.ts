import { useMemo } from 'react'
import { useNow } from '../platform/use-now.ts'
import { inboxStore, needsYou } from '../stores/inbox-store.ts'
import { questionStore } from '../stores/question-store.ts'

/** How much waits for the user: the open questions, and the troubles that last and were not put away. */
export function useWaiting(): number {
  const now = useNow()
  const questions = questionStore.use((state) => state.byId)
  const items = inboxStore.use((state) => state.byId)
  return useMemo(() => {
    const open = [...questions.values()].filter((question) => question.status === 'open')
    const troubles = [...items.values()].filter((item) => item.incident !== null && needsYou(item, now))
    return open.length + troubles.length
  }, [questions, items, now])
}
