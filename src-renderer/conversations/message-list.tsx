import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Button } from '../components/button.tsx'
import { Spinner } from '../components/spinner.tsx'
import { useOutgoingStore } from '../stores/outgoing-store.ts'
import { emptyThread } from '../stores/thread.ts'
import { loadOlder, useThreadStore } from '../stores/thread-store.ts'
import { turnStore } from '../stores/turn-store.ts'
import { EmptyConversation } from './empty-conversation.tsx'
import { ThreadRowView } from './thread-row-view.tsx'
import { threadRows } from './thread-rows.ts'
import { UnplacedQuestions } from './unplaced-questions.tsx'
import { useMarkRead } from './use-mark-read.ts'
import { useStickToBottom } from './use-stick-to-bottom.ts'
import styles from './message-list.module.css'

/** How near to the top the reader must be for older messages to be loaded, in pixels. */
const loadAhead = 900

export function MessageList({ conversationId }: { readonly conversationId: string }) {
  const thread = useThreadStore((threads) => threads.get(conversationId)) ?? emptyThread
  const turnsById = turnStore.use((state) => state.byId)
  const allOutgoing = useOutgoingStore()
  const { messages, live, nextBefore, older } = thread

  const outgoing = useMemo(
    () => allOutgoing.filter((one) => one.conversationId === conversationId),
    [allOutgoing, conversationId],
  )
  const turns = useMemo(
    () => [...turnsById.values()].filter((turn) => turn.conversationId === conversationId),
    [turnsById, conversationId],
  )
  const rows = useMemo(
    () => threadRows({ messages, live, turns, outgoing }),
    [messages, live, turns, outgoing],
  )
  const { scroll, content, atBottom, jumpToLatest } = useStickToBottom(messages[0]?.id)

  useMarkRead(conversationId)

  // What the user sends is always brought into view.
  const newest = outgoing.at(-1)?.clientId
  useEffect(() => {
    if (newest) jumpToLatest()
  }, [newest, jumpToLatest])

  const onScroll = (): void => {
    const frame = scroll.current
    if (frame && frame.scrollTop < loadAhead && nextBefore !== null && older === 'idle')
      void loadOlder(conversationId)
  }

  return (
    <>
      <div ref={scroll} className={styles['scroll']} onScroll={onScroll}>
        <div
          ref={content}
          className={styles['content']}
          role="log"
          aria-label="Conversation"
          aria-busy={live.length > 0}
        >
          <Older conversationId={conversationId} state={nextBefore === null ? 'none' : older} />
          {rows.length === 0 && <EmptyConversation />}
          {rows.map((row) => (
            <ThreadRowView key={row.key} row={row} conversationId={conversationId} />
          ))}
          <UnplacedQuestions conversationId={conversationId} />
        </div>
      </div>
      {!atBottom && (
        <Button
          size="s"
          className={styles['jump']}
          icon={<ArrowDown aria-hidden="true" />}
          onClick={jumpToLatest}
        >
          Jump to latest
        </Button>
      )}
    </>
  )
}

interface OlderProps {
  readonly conversationId: string
  readonly state: 'none' | 'idle' | 'loading' | 'failed'
}

function Older({ conversationId, state }: OlderProps) {
  switch (state) {
    case 'none':
      return null
    case 'loading':
      return (
        <div className={styles['older']}>
          <Spinner /> Loading older messages
        </div>
      )
    case 'idle':
    case 'failed':
      return (
        <div className={styles['older']}>
          {state === 'failed' && 'The older messages could not be loaded.'}
          <Button size="s" variant="quiet" onClick={() => void loadOlder(conversationId)}>
            {state === 'failed' ? 'Try again' : 'Load older messages'}
          </Button>
        </div>
      )
  }
}
