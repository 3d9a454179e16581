import { ErrorState } from '../components/error-state.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { usePlace } from '../main-window/place-store.ts'
import { useOpenChat } from '../main-window/use-open-chat.ts'
import { conversationStore } from '../stores/conversation-store.ts'
import { loadStores } from '../stores/start-stores.ts'
import { ConversationView } from './conversation-view.tsx'
import { NewChat } from './new-chat.tsx'
import styles from './conversations-screen.module.css'

/** The chat that is open, or an empty one. */
export function ConversationsScreen() {
  const load = conversationStore.use((state) => state.load)
  const chosen = usePlace((place) => place.chat.kind)
  const open = useOpenChat()
  if (open) return <ConversationView key={open} id={open} />
  if (chosen === 'newest' && load.kind === 'loading') {
    return (
      <div className={styles['loading']}>
        <Skeleton label="Loading chats" lines={5} />
      </div>
    )
  }
  if (chosen === 'newest' && load.kind === 'failed') {
    return (
      <>
        <h1 className="visually-hidden">Conversations</h1>
        <ErrorState
          title="Your chats could not be loaded."
          error={load.error}
          onRetry={() => void loadStores()}
        />
      </>
    )
  }
  return <NewChat />
}
