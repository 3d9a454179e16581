import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { useAction } from '../../main-window/use-action.ts'
import { useMarkChatRead } from '../../main-window/use-mark-chat-read.ts'
import { useOutgoingStore } from '../../stores/outgoing-store.ts'
import { emptyThread } from '../../stores/thread.ts'
import { isJumpWanted } from '../../stores/thread-jump.ts'
import { loadLatest, loadNewer, loadOlder, noteReading, useThreadStore } from '../../stores/thread-store.ts'
import { turnStore } from '../../stores/turn-store.ts'
import { copySelection } from './copy-selection.ts'
import { EmptyConversation } from '../empty-conversation.tsx'
import { FindBar } from '../find/find-bar.tsx'
import { MessageAnnouncer } from './message-announcer.tsx'
import { olderHeight, PageEdge } from './page-edge.tsx'
import { ThreadRowView } from './thread-row-view.tsx'
import { messageRows, rowsUnderWay, type ThreadRow } from './thread-rows.ts'
import { UnplacedQuestions } from '../questions/unplaced-questions.tsx'
import { useJump } from './use-jump.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useMarkRead } from '../use-mark-read.ts'
import { useThreadScroll } from './use-thread-scroll.ts'
import styles from './message-list.module.css'

/** How near to an end of what is loaded the reader must be for more to be loaded, in pixels. */
const loadAhead = 1_800

export function MessageList({ conversationId }: { readonly conversationId: string }) {
  const thread = useThreadStore((threads) => threads.get(conversationId)) ?? emptyThread
  const { messages, live, nextBefore, older, nextAfter, newer } = thread
  const { rows, newest } = useRows(conversationId)
  const toEnd = nextAfter === null
  const above = nextBefore === null ? 16 : olderHeight
  const startsAtEnd = !isJumpWanted(conversationId)
  const list = useThreadScroll({ rows, toEnd, above, startsAtEnd })
  const { scroll, virtual, atBottom, jumpToEnd } = list
  const marked = useJump(conversationId, rows, list)

  useKeptFocus(scroll)
  useMarkRead(conversationId)
  useMarkChatRead(conversationId, atBottom)

  const jumpToLatest = async (): Promise<void> => {
    if (!toEnd) await loadLatest(conversationId)
    jumpToEnd()
  }
  useAction('latest', () => void jumpToLatest())

  // What the user sends is always brought into view.
  useEffect(() => {
    if (newest === undefined) return
    void loadLatest(conversationId).then(jumpToEnd)
  }, [newest, conversationId, jumpToEnd])

  const lookAround = (): void => {
    const frame = scroll.current
    if (!frame) return
    const below = frame.scrollHeight - frame.scrollTop - frame.clientHeight
    if (frame.scrollTop < loadAhead && nextBefore !== null && older === 'idle') void loadOlder(conversationId)
    if (below < loadAhead && !toEnd && newer === 'idle') void loadNewer(conversationId)
    noteReading(conversationId, atBottom ? null : readAt(rows, virtual.range?.startIndex ?? 0))
  }
  useEffect(lookAround)

  return (
    <>
      <FindBar conversationId={conversationId} frame={scroll} list={list} />
      <div
        ref={scroll}
        className={styles['scroll']}
        role="log"
        aria-label="Conversation"
        aria-busy={live.length > 0}
        // Rows come and go while it is scrolled; what is new is announced by itself.
        aria-live="off"
        // It is scrolled by keys.
        tabIndex={0}
        onScroll={lookAround}
        onCopy={copySelection}
        onKeyDown={(event) => {
          if (event.key !== 'End' || event.target !== event.currentTarget) return
          event.preventDefault()
          void jumpToLatest()
        }}
      >
        <div className={styles['content']}>
          <PageEdge
            state={nextBefore === null ? 'none' : older}
            which="older"
            onLoad={() => void loadOlder(conversationId)}
          />
          {rows.length === 0 && toEnd && <EmptyConversation />}
          <div className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              if (!row) return null
              return (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  className={styles['placed']}
                  data-index={item.index}
                  data-row={row.key}
                  data-marked={(row.kind === 'message' && row.message.id === marked) || undefined}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <ThreadRowView row={row} conversationId={conversationId} />
                </div>
              )
            })}
          </div>
          {toEnd && <UnplacedQuestions conversationId={conversationId} />}
          {!toEnd && <PageEdge state={newer} which="newer" onLoad={() => void loadNewer(conversationId)} />}
        </div>
      </div>
      <MessageAnnouncer messages={messages} toEnd={toEnd} />
      {!atBottom && (
        <Button
          size="s"
          className={styles['jump']}
          icon={<ArrowDown aria-hidden="true" />}
          onClick={() => void jumpToLatest()}
        >
          Jump to latest
        </Button>
      )}
    </>
  )
}

/** The rows of a conversation, and what the user sent last from here. */
function useRows(conversationId: string): {
  readonly rows: readonly ThreadRow[]
  readonly newest?: string | undefined
} {
  const thread = useThreadStore((threads) => threads.get(conversationId)) ?? emptyThread
  const turnsById = turnStore.use((state) => state.byId)
  const allOutgoing = useOutgoingStore()
  const { messages, live, doing, nextBefore, nextAfter } = thread
  const outgoing = useMemo(
    () => allOutgoing.filter((one) => one.conversationId === conversationId),
    [allOutgoing, conversationId],
  )
  const turns = useMemo(
    () => [...turnsById.values()].filter((turn) => turn.conversationId === conversationId),
    [turnsById, conversationId],
  )
  const committed = useMemo(
    () => messageRows({ messages, turns, fromStart: nextBefore === null }),
    [messages, turns, nextBefore],
  )
  const rows = useMemo(
    () =>
      nextAfter === null
        ? [...committed, ...rowsUnderWay({ messages, live, doing, turns, outgoing })]
        : committed,
    [committed, messages, live, doing, turns, outgoing, nextAfter],
  )
  return { rows, newest: outgoing.at(-1)?.clientId }
}

/** The message at or after a row, or the last one before it. */
function readAt(rows: readonly ThreadRow[], index: number): string | null {
  for (let at = index; at < rows.length; at++) {
    const row = rows[at]
    if (row?.kind === 'message') return row.message.id
  }
  const last = rows.findLast((row) => row.kind === 'message')
  return last?.kind === 'message' ? last.message.id : null
}
