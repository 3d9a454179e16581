import { useEffect, useMemo } from 'react'
import { inboxStore } from '../stores/inbox-store.ts'
import { call } from '../transport/call.ts'

/**
 * Marks the inbox items of a conversation as read while the user looks at it. Questions stay unread until they are
 * answered; a window in the background marks nothing until it is looked at again.
 */
export function useMarkRead(conversationId: string): void {
  const items = inboxStore.use((state) => state.byId)
  const unread = useMemo(
    () =>
      [...items.values()]
        .filter((item) => item.conversationId === conversationId && item.kind !== 'question')
        .filter((item) => item.readAt === null && item.archivedAt === null)
        .map((item) => item.id)
        .join('\n'),
    [items, conversationId],
  )
  useEffect(() => {
    if (unread === '') return
    const mark = (): void => {
      if (!document.hasFocus()) return
      for (const id of unread.split('\n')) void call('inbox.markRead', { id })
    }
    mark()
    window.addEventListener('focus', mark)
    return () => window.removeEventListener('focus', mark)
  }, [unread])
}
