import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import { Button } from '../components/button.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { conversationStore, newestFirst } from '../stores/conversation-store.ts'
import { loadStores } from '../stores/start-stores.ts'
import { ChatRow } from './chat-row.tsx'
import { useChatMarks } from './use-chat-marks.ts'
import { useOpenChat } from './use-open-chat.ts'
import styles from './chat-list.module.css'

const rowHeight = 34
/** Up to here a plain list is quicker than a virtual one, and complete for find-in-page. */
const virtualFrom = 100

/** The chats, newest activity first. Arrow keys move from one to the next. */
export function ChatList() {
  const { load, byId } = conversationStore.use()
  const chats = useMemo(() => newestFirst(byId), [byId])
  if (load.kind === 'loading')
    return (
      <div className={styles['scroll']}>
        <Skeleton label="Loading chats" lines={6} />
      </div>
    )
  if (load.kind === 'failed') {
    return (
      <div className={styles['none']} role="alert">
        <p>The chats could not be loaded.</p>
        <Button size="s" onClick={() => void loadStores()}>
          Try again
        </Button>
      </div>
    )
  }
  if (chats.length === 0) return <p className={styles['none']}>No chats yet. Write a message to begin one.</p>
  return chats.length > virtualFrom ? <VirtualList chats={chats} /> : <PlainList chats={chats} />
}

interface ListProps {
  readonly chats: readonly Conversation[]
}

function PlainList({ chats }: ListProps) {
  const marks = useChatMarks()
  const open = useOpenChat()
  return (
    <div className={styles['scroll']} onKeyDown={moveFocus}>
      <ul aria-label="Chats">
        {chats.map((chat, index) => (
          <li key={chat.id}>
            <ChatRow
              chat={chat}
              mark={marks.get(chat.id)}
              current={chat.id === open}
              reachable={isReachable(chats, open, index)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

function VirtualList({ chats }: ListProps) {
  const marks = useChatMarks()
  const open = useOpenChat()
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: chats.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => chats[index]?.id ?? index,
    overscan: 12,
  })
  return (
    <div ref={scroll} className={styles['scroll']} onKeyDown={moveFocus}>
      <ul aria-label="Chats" className={styles['virtual']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const chat = chats[item.index]
          if (!chat) return null
          return (
            <li
              key={item.key}
              className={styles['placed']}
              style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={chats.length}
              aria-posinset={item.index + 1}
            >
              <ChatRow
                chat={chat}
                mark={marks.get(chat.id)}
                current={chat.id === open}
                reachable={isReachable(chats, open, item.index)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** One row is in the tab order: the open chat, or the first one when none of them is open. */
function isReachable(chats: readonly Conversation[], open: string | null, index: number): boolean {
  const current = chats.findIndex((chat) => chat.id === open)
  return index === (current === -1 ? 0 : current)
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLAnchorElement)) return
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')]
  const next = links[links.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
