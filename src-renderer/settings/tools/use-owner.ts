import { useEffect, useState } from 'react'
import { conversationStore } from '../../stores/conversation-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'

interface Owned {
  readonly scheduleId: string | null
  readonly conversationId: string | null
}

/** Whose it is, in words: "schedule “Morning digest”". What is not among the chats, such as a run's own place, is looked up. */
export function useOwner({ scheduleId, conversationId }: Owned): string {
  const schedule = scheduleStore.use((state) =>
    scheduleId === null ? undefined : state.byId.get(scheduleId)?.title,
  )
  const chat = conversationStore.use((state) =>
    conversationId === null ? undefined : state.byId.get(conversationId)?.title,
  )
  const areChatsThere = conversationStore.use((state) => state.load.kind === 'ready')
  const unknown = scheduleId === null && chat === undefined && areChatsThere ? conversationId : null
  const [lookedUp, setLookedUp] = useState<string | null>(null)
  useEffect(() => {
    let isWanted = true
    setLookedUp(null)
    if (unknown !== null) {
      void call('conversations.get', { id: unknown }).then((result) => {
        if (isWanted && result.ok) setLookedUp(result.data.title)
      })
    }
    return () => {
      isWanted = false
    }
  }, [unknown])
  if (scheduleId !== null) return schedule === undefined ? 'removed schedule' : `schedule “${schedule}”`
  const title = chat ?? lookedUp
  return title === null || title === undefined ? 'removed conversation' : `conversation “${title}”`
}
