import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { conversationStore } from '../../stores/conversation-store.ts'
import { loadStores } from '../../stores/start-stores.ts'
import { useChatDrop } from './chat-drag.ts'
import { useFolderDrop } from './folder-drag.ts'
import { ListRow } from './list-row.tsx'
import type { SidebarRow } from './sidebar-rows.ts'
import { useChatMarks } from './use-chat-marks.ts'
import { useOpenChat } from '../use-open-chat.ts'
import { useSidebarRows } from './use-sidebar-rows.ts'
import styles from './chat-list.module.css'

const heights = { chat: 34, folder: 34, section: 32 } as const
/** Up to here a plain list is quicker than a virtual one, and complete for find-in-page. */
const virtualFrom = 100

/** The chats: pinned, in folders, by date, archived. Arrow keys move from one to the next. */
export function ChatList() {
  const load = conversationStore.use((state) => state.load)
  const rows = useSidebarRows()
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
  if (rows.length === 0) return <p className={styles['none']}>No chats yet. Write a message to begin one.</p>
  return <Rows rows={rows} />
}

function Rows({ rows }: { readonly rows: readonly SidebarRow[] }) {
  const marks = useChatMarks()
  const open = useOpenChat()
  const chats = useChatDrop()
  const folders = useFolderDrop(rows)
  const { over } = chats
  const scroll = useRef<HTMLDivElement>(null)
  const isVirtual = rows.length > virtualFrom
  const reachable = reachableIndex(rows, open)
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => heights[rows[index]?.kind ?? 'chat'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    // The row that the Tab key stops at is there wherever the list is scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), reachable])].toSorted((a, b) => a - b),
  })
  const rowAt = (index: number) => {
    const row = rows[index]
    return (
      row && (
        <ListRow
          row={row}
          mark={row.kind === 'chat' ? marks.get(row.chat.id) : undefined}
          current={row.kind === 'chat' && row.chat.id === open}
          reachable={index === reachable}
          over={over !== null && row.kind === 'folder' && row.folder.id === over}
        />
      )
    )
  }
  const dropOf = (index: number) => {
    const drop = rows[index]?.drop
    return drop === undefined ? undefined : (drop ?? '')
  }
  const lineOf = (index: number): 'above' | 'below' | undefined => {
    if (folders.line === index) return 'above'
    return folders.line === rows.length && index === rows.length - 1 ? 'below' : undefined
  }
  return (
    <div
      ref={scroll}
      className={styles['scroll']}
      data-out={over === '' || undefined}
      onKeyDown={moveFocus}
      onDragOver={(event) => {
        chats.handlers.onDragOver(event)
        folders.handlers.onDragOver(event)
      }}
      onDragLeave={(event) => {
        chats.handlers.onDragLeave(event)
        folders.handlers.onDragLeave(event)
      }}
      onDrop={(event) => {
        chats.handlers.onDrop(event)
        folders.handlers.onDrop(event)
      }}
    >
      {isVirtual ? (
        <ul aria-label="Chats" className={styles['virtual']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <li
              key={item.key}
              className={styles['placed']}
              style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              data-drop={dropOf(item.index)}
              data-line={lineOf(item.index)}
            >
              {rowAt(item.index)}
            </li>
          ))}
        </ul>
      ) : (
        <ul aria-label="Chats">
          {rows.map((row, index) => (
            <li key={row.key} className={styles['item']} data-drop={dropOf(index)} data-line={lineOf(index)}>
              {rowAt(index)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** One row is in the tab order: the open chat, or the first row that can have the focus. */
function reachableIndex(rows: readonly SidebarRow[], open: string | null): number {
  const current = rows.findIndex((row) => row.kind === 'chat' && row.chat.id === open)
  if (current !== -1) return current
  return Math.max(
    0,
    rows.findIndex((row) => row.kind !== 'section' || row.folded !== null),
  )
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const next = links[links.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
