import { memo, useEffect, useRef } from 'react'
import type { InboxItem as Item } from '../../../src-shared/domain/inbox-item.ts'
import { classNames } from '../../components/class-names.ts'
import tones from '../../components/tones.module.css'
import { isUnsettled } from '../../stores/inbox-view.ts'
import { markRead } from '../inbox-actions.ts'
import { InboxItemBody } from './inbox-item-body.tsx'
import { InboxItemHead } from './inbox-item-head.tsx'
import { incidentLooks, inboxKinds } from '../inbox-kind.ts'
import { ItemActions } from './item-actions.tsx'
import { PickBox } from './pick-box.tsx'
import type { RowPlace } from './row-place.ts'
import styles from './inbox-item.module.css'

interface InboxItemProps {
  readonly item: Item
  /** Whether Tab reaches it; the other items are reached with the arrow keys. */
  readonly current: boolean
  readonly highlighted: boolean
  readonly selected: boolean
  /** Where it is drawn in a long list; `null`: after the one before it. */
  readonly place: RowPlace | null
  /** Tells its height, where it has a place. */
  readonly measure: (element: HTMLLIElement | null) => void
  onCurrent(id: string): void
}

/** One thing that the user should see: a question with its form, a trouble with what to do, or something that happened. */
export const InboxItem = memo(function InboxItem(props: InboxItemProps) {
  const { item, current, highlighted, selected, place, measure, onCurrent } = props
  const ref = useRef<HTMLLIElement>(null)
  const hasFocus = useRef(false)
  const isOpen = isUnsettled(item)
  const { icon: Icon, tone } = item.incident ? incidentLooks(item.incident) : inboxKinds[item.kind]

  // What had the focus is gone once the question is answered or the trouble settled; the keys go on from the item.
  useEffect(() => {
    if (!isOpen && hasFocus.current && document.activeElement === document.body) ref.current?.focus()
  }, [isOpen])
  const isPlaced = place !== null
  useEffect(() => {
    if (isPlaced) measure(ref.current)
  }, [isPlaced, place?.index, measure])

  return (
    <li
      ref={ref}
      data-item={item.id}
      data-index={place?.index}
      data-placed={isPlaced || undefined}
      style={place ? { transform: `translateY(${place.top}px)` } : undefined}
      tabIndex={current ? 0 : -1}
      aria-labelledby={`${item.id}-title`}
      className={classNames(
        styles['item'],
        isOpen && styles['open'],
        item.readAt === null && styles['unread'],
        highlighted && styles['highlighted'],
        selected && styles['selected'],
      )}
      onFocus={(event) => {
        const cameFromHere = event.relatedTarget !== null && event.currentTarget.contains(event.relatedTarget)
        // Who moves within an item, or comes back to the window, has not come to it anew: what was marked unread stays so.
        if (!cameFromHere && !hasFocus.current) markRead(item)
        hasFocus.current = true
        onCurrent(item.id)
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null) hasFocus.current = event.currentTarget.contains(event.relatedTarget)
      }}
    >
      <span className={styles['side']}>
        <span
          className={classNames(styles['icon'], tones[isOpen || item.kind !== 'question' ? tone : 'stone'])}
        >
          <Icon aria-hidden="true" />
        </span>
        <PickBox id={item.id} title={item.title} selected={selected} />
      </span>
      <div className={styles['main']}>
        <InboxItemHead item={item}>
          <ItemActions item={item} selected={selected} />
        </InboxItemHead>
        <InboxItemBody item={item} />
      </div>
    </li>
  )
})
