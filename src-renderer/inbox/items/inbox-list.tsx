import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isUnsettled } from '../../stores/inbox-view.ts'
import { GroupHead } from './group-head.tsx'
import { InboxItem } from './inbox-item.tsx'
import type { InboxRow } from './inbox-rows.ts'
import { useSelection } from '../inbox-selection.ts'
import { ListEnd } from './list-end.tsx'
import type { RowPlace } from './row-place.ts'
import { useInboxKeys } from '../use-inbox-keys.ts'
import styles from '../inbox-screen.module.css'

interface InboxListProps {
  readonly rows: readonly InboxRow[]
  /** What the list is scrolled in. */
  readonly scroll: HTMLElement | null
  /** An item to bring into view, to focus and to highlight; a new object is a new request. */
  readonly target: { readonly id: string } | null
  readonly more: boolean
  onMore(): Promise<boolean>
}

/** Up to here a plain list is quicker than a virtual one, and complete for find-in-page and screen readers. */
const virtualFrom = 60
const gap = 12
const heights = { head: 30, open: 230, other: 120 } as const

/** The items; of many only those in view are drawn, and the one that has the focus. */
export function InboxList({ rows, scroll, target, more, onMore }: InboxListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const wanted = useRef<{ readonly id: string; readonly field: boolean } | null>(null)
  const hadFocus = useRef(false)
  const selected = useSelection()
  const items = rows.flatMap((row) => (row.kind === 'item' ? [row.item] : []))
  const currentId = items.some((item) => item.id === chosen) ? chosen : (items[0]?.id ?? null)
  const currentIndex = rows.findIndex((row) => row.key === currentId)
  const isVirtual = rows.length > virtualFrom

  const virtualizer = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => scroll,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => {
      const row = rows[index]
      if (row?.kind !== 'item') return heights.head
      return isUnsettled(row.item) ? heights.open : heights.other
    },
    gap,
    overscan: 6,
    scrollPaddingStart: gap,
    scrollPaddingEnd: gap,
    // What has the focus stays, wherever it is scrolled to.
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...(currentIndex < 0 ? [] : [currentIndex])])].toSorted(
        (a, b) => a - b,
      ),
  })

  const elementOf = (id: string): HTMLElement | null =>
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? null

  const focusDrawn = (): void => {
    const element = wanted.current && elementOf(wanted.current.id)
    if (!element || !wanted.current) return
    // Where a key press decides at once, the focus stops at the item: a notification must not put a finger on a button.
    const field = wanted.current.field
      ? element.querySelector<HTMLElement>('textarea[data-answer], input[data-answer], [role][data-answer]')
      : null
    wanted.current = null
    if (!isVirtual) element.scrollIntoView?.({ block: field ? 'center' : 'nearest' })
    ;(field ?? element).focus({ preventScroll: true })
  }
  // A row that is being scrolled to is drawn one pass later.
  useEffect(focusDrawn)

  const focusItem = (id: string | undefined, align: 'auto' | 'center' = 'auto'): void => {
    const index = rows.findIndex((row) => row.key === id)
    if (id === undefined || index < 0) return
    if (isVirtual) virtualizer.scrollToIndex(index, { align })
    setChosen(id)
    wanted.current = { id, field: align === 'center' }
    focusDrawn()
  }
  useEffect(() => {
    if (target) focusItem(target.id, 'center')
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a request is taken once, whatever the rows are by then
  }, [target])

  // The item with the focus has left the list: the keys go on from the one in its place.
  const place = useRef(0)
  useEffect(() => {
    const at = items.findIndex((item) => item.id === chosen)
    if (at >= 0) {
      place.current = at
      return
    }
    const next = items[Math.min(place.current, items.length - 1)]
    if (chosen !== null && hadFocus.current && document.activeElement === document.body) focusItem(next?.id)
  })

  useInboxKeys({ list, items, currentId, focusItem })
  const onCurrent = useCallback((id: string) => setChosen(id), [])
  const row = (one: InboxRow | undefined, at: RowPlace | null) =>
    one?.kind === 'head' ? (
      <GroupHead key={one.key} head={one} place={at} measure={virtualizer.measureElement} />
    ) : (
      one && (
        <InboxItem
          key={one.key}
          item={one.item}
          current={one.key === currentId}
          highlighted={one.key === target?.id}
          selected={selected.has(one.key)}
          place={at}
          measure={virtualizer.measureElement}
          onCurrent={onCurrent}
        />
      )
    )
  return (
    <>
      <ul
        ref={list}
        className={styles['list']}
        role="list"
        aria-label="Inbox"
        data-virtual={isVirtual || undefined}
        data-selecting={selected.size > 0 || undefined}
        style={isVirtual ? { height: virtualizer.getTotalSize() } : undefined}
        onFocus={() => (hadFocus.current = true)}
        onBlur={(event) => {
          if (event.relatedTarget !== null)
            hadFocus.current = event.currentTarget.contains(event.relatedTarget)
        }}
      >
        {isVirtual
          ? virtualizer.getVirtualItems().map(({ index, start }) => row(rows[index], { index, top: start }))
          : rows.map((one) => row(one, null))}
      </ul>
      {more && <ListEnd key={rows.length} onReached={onMore} />}
    </>
  )
}
