import { useEffect } from 'react'
import { conversationStore } from '../stores/conversation-store.ts'
import { call } from '../transport/call.ts'
import { forgetUnread, isKeptUnread } from './sidebar/kept-unread.ts'

/**
 * Marks a chat as read while the user sees its end: `atEnd`, in a window that has the focus. What the user marked as
 * unread stays so until the chat is opened anew.
 */
export function useMarkChatRead(conversationId: string, atEnd: boolean): void {
  const unread = conversationStore.use((state) => state.byId.get(conversationId)?.unread ?? false)
  useEffect(() => {
    forgetUnread(conversationId)
    return () => forgetUnread(conversationId)
  }, [conversationId])
  useEffect(() => {
    if (!unread || !atEnd) return
    const mark = (): void => {
      if (!document.hasFocus() || isKeptUnread(conversationId)) return
      void call('conversations.markUnread', { id: conversationId, unread: false })
    }
    mark()
    window.addEventListener('focus', mark)
    return () => window.removeEventListener('focus', mark)
  }, [conversationId, unread, atEnd])
}
