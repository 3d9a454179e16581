import { useMemo } from 'react'
import { conversationStore, newestListed } from '../stores/conversation-store.ts'
import { usePlace } from './place-store.ts'

/** The id of the chat that the conversations screen shows, or `null` for an empty new chat. */
export function useOpenChat(): string | null {
  const chat = usePlace((place) => place.chat)
  const byId = conversationStore.use((state) => state.byId)
  return useMemo(() => {
    if (chat.kind === 'conversation') return chat.id
    return chat.kind === 'newest' ? (newestListed(byId)?.id ?? null) : null
  }, [chat, byId])
}
