import { useCallback, useEffect, useRef, useState } from 'react'
import type { InboxItem as Item } from '../../src-shared/domain/inbox-item.ts'
import { InboxItem } from './inbox-item.tsx'
import { ListEnd } from './list-end.tsx'
import { useInboxKeys } from './use-inbox-keys.ts'
import styles from './inbox-screen.module.css'

interface InboxListProps {
  readonly items: readonly Item[]
  /** An item to bring into view, to focus and to highlight; a new object is a new request. */
  readonly target: { readonly id: string } | null
  readonly more: boolean
  onMore(): Promise<boolean>
}

const step = 24
const before = 10

interface Range {
  readonly from: number
  readonly to: number
}

function rangeAround(items: readonly Item[], target: InboxListProps['target']): Range {
  const at = target ? items.findIndex((item) => item.id === target.id) : -1
  return at < step ? { from: 0, to: step } : { from: at - before, to: at + step }
}

/** The items, drawn as far as they were scrolled to: from the newest on, or around one that was asked for. */
export function InboxList({ items, target, more, onMore }: InboxListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [range, setRange] = useState(() => rangeAround(items, target))
  const [drawnFor, setDrawnFor] = useState(target)
  const [chosen, setChosen] = useState<string | null>(null)
  if (drawnFor !== target) {
    setDrawnFor(target)
    setRange(rangeAround(items, target))
  }
  const from = Math.min(range.from, Math.max(0, items.length - step))
  const shown = items.slice(from, range.to)
  const currentId = shown.some((item) => item.id === chosen) ? chosen : (shown[0]?.id ?? null)
  const onKeyDown = useInboxKeys(list, shown, currentId)
  const onCurrent = useCallback((id: string) => setChosen(id), [])

  useEffect(() => {
    if (!target) return
    const element = list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(target.id)}"]`)
    if (!element) return
    element.scrollIntoView?.({ block: 'center' })
    // Where a key press decides at once, the focus stops at the item: a notification must not put a finger on a button.
    const field = element.querySelector<HTMLElement>(
      'textarea[data-answer], input[data-answer], [role][data-answer]',
    )
    ;(field ?? element).focus({ preventScroll: true })
  }, [target])

  const atEnd = async (): Promise<boolean> => {
    if (range.to >= items.length) return onMore()
    setRange({ from, to: range.to + step })
    return true
  }
  const atStart = (): Promise<boolean> => {
    setRange({ from: Math.max(0, from - step), to: range.to })
    return Promise.resolve(true)
  }
  return (
    <>
      {from > 0 && <ListEnd key={from} onReached={atStart} />}
      <ul ref={list} className={styles['list']} role="list" aria-label="Inbox" onKeyDown={onKeyDown}>
        {shown.map((item) => (
          <InboxItem
            key={item.id}
            item={item}
            current={item.id === currentId}
            highlighted={item.id === target?.id}
            onCurrent={onCurrent}
          />
        ))}
      </ul>
      {(more || range.to < items.length) && <ListEnd key={`${range.to} ${items.length}`} onReached={atEnd} />}
    </>
  )
}
