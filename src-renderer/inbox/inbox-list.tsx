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

const step = 40

/** The items, drawn as far as they were scrolled to. */
export function InboxList({ items, target, more, onMore }: InboxListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [drawn, setDrawn] = useState(step)
  const [chosen, setChosen] = useState<string | null>(null)
  const currentId = items.some((item) => item.id === chosen) ? chosen : (items[0]?.id ?? null)
  const targetAt = target ? items.findIndex((item) => item.id === target.id) : -1
  const shown = items.slice(0, Math.max(drawn, targetAt + 1 + step))
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
    if (shown.length < items.length) {
      setDrawn(shown.length + step)
      return true
    }
    return onMore()
  }
  return (
    <>
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
      {(more || shown.length < items.length) && <ListEnd key={shown.length} onReached={atEnd} />}
    </>
  )
}
