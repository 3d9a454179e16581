import { AlarmClock, ChevronRight } from 'lucide-react'
import { type Ref, memo } from 'react'
import { toggleHead } from '../inbox-place.ts'
import { type InboxRow, snoozedKey } from './inbox-rows.ts'
import type { RowPlace } from './row-place.ts'
import styles from './group-head.module.css'

interface GroupHeadProps {
  readonly head: Extract<InboxRow, { kind: 'head' }>
  readonly place: RowPlace | null
  readonly measure?: Ref<HTMLLIElement>
}

/** The head of a group, which folds it: a schedule's items, or what is snoozed. */
export const GroupHead = memo(function GroupHead({ head, place, measure }: GroupHeadProps) {
  const { key, title, open } = head
  return (
    <li
      ref={place ? measure : undefined}
      className={styles['head']}
      data-index={place?.index}
      data-placed={place !== null || undefined}
      style={place ? { transform: `translateY(${place.top}px)` } : undefined}
    >
      <button type="button" className={styles['button']} aria-expanded={open} onClick={() => toggleHead(key)}>
        <ChevronRight aria-hidden="true" className={styles['chevron']} />
        {key === snoozedKey && <AlarmClock aria-hidden="true" className={styles['icon']} />}
        <span className={styles['title']}>{title}</span>
        <span className={styles['count']}>{countWords(head)}</span>
      </button>
    </li>
  )
})

/** "4", "4 · 2 unread", "4 unread". */
function countWords({ key, count, unread }: GroupHeadProps['head']): string {
  if (unread === 0 || key === snoozedKey) return String(count)
  return unread === count ? `${count} unread` : `${count} · ${unread} unread`
}
