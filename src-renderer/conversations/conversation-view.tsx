import { useEffect } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Button } from '../components/button.tsx'
import { Dormouse } from '../components/dormouse.tsx'
import { startNewChat, usePlace } from '../main-window/place-store.ts'
import { jumpToMessage, returnToMessage } from '../stores/thread-jump.ts'
import { openThread, placeLeft, trimThread, useThreadStore } from '../stores/thread-store.ts'
import { Composer } from './composer/composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { MessageList } from './thread/message-list.tsx'
import styles from './conversation-view.module.css'

/** One conversation: its head, its messages and the composer. Loaded when it is opened, forgotten when it is left. */
export function ConversationView({ id }: { readonly id: string }) {
  const place = usePlace((state) =>
    state.chat.kind === 'conversation' && state.chat.id === id ? state.chat : null,
  )
  useEffect(() => {
    const { chat } = usePlace.getState()
    const asked = chat.kind === 'conversation' && chat.id === id ? chat.messageId : null
    const left = asked === null ? placeLeft(id) : null
    const at = asked ?? left
    if (left !== null) returnToMessage(id, left)
    void openThread(id, at === null ? {} : { around: at })
    return () => trimThread(id)
  }, [id])
  useEffect(() => {
    if (place?.messageId) jumpToMessage(id, place.messageId)
  }, [id, place])
  return (
    <section className={styles['view']} aria-label="Chat">
      <ConversationHeader id={id} />
      <div className={styles['body']}>
        <Body id={id} />
      </div>
      <Composer conversationId={id} />
    </section>
  )
}

function Body({ id }: { readonly id: string }) {
  const load = useThreadStore((threads) => threads.get(id)?.load)
  if (!load || load.kind === 'loading') {
    return (
      <div className={styles['loading']}>
        <Skeleton label="Loading messages" lines={6} />
      </div>
    )
  }
  if (load.kind === 'ready') return <MessageList conversationId={id} />
  if (load.error.code === 'not_found') {
    return (
      <EmptyState
        picture={<Dormouse mood="asleep" size={88} />}
        title="This chat is gone."
        action={<Button onClick={startNewChat}>New chat</Button>}
      >
        It was deleted. Choose another one in the list, or begin anew.
      </EmptyState>
    )
  }
  return (
    <ErrorState
      title="The messages could not be loaded."
      error={load.error}
      onRetry={() => void openThread(id)}
    />
  )
}
