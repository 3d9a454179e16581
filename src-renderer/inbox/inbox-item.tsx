import { Archive, ArrowUpRight } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import type { InboxItem as Item } from '../../src-shared/domain/inbox-item.ts'
import { Button } from '../components/button.tsx'
import { classNames } from '../components/class-names.ts'
import tones from '../components/tones.module.css'
import { isUnsettled } from '../stores/inbox-store.ts'
import { FoldedMarkdown } from './folded-markdown.tsx'
import { archiveItem, canOpen, markRead, openItem } from './inbox-actions.ts'
import { InboxItemHead } from './inbox-item-head.tsx'
import { incidentLooks, inboxKinds } from './inbox-kind.ts'
import { IncidentActions } from './incident-actions.tsx'
import { OperationWords } from './operation-words.tsx'
import { QuestionForm } from './question-form.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import styles from './inbox-item.module.css'

interface InboxItemProps {
  readonly item: Item
  /** Whether Tab reaches it; the other items are reached with the arrow keys. */
  readonly current: boolean
  readonly highlighted: boolean
  onCurrent(id: string): void
}

/** One thing that the user should see: a question with its form, a trouble with what to do, or something that happened. */
export const InboxItem = memo(function InboxItem({ item, current, highlighted, onCurrent }: InboxItemProps) {
  const ref = useRef<HTMLLIElement>(null)
  const hasFocus = useRef(false)
  const { question, incident } = item
  const isOpen = isUnsettled(item)
  // The item tells of how often and since when, which stands in its head; once settled it tells how that came.
  const lastingWords = isOpen ? incident?.body : undefined
  const { icon: Icon, tone } = incident ? incidentLooks(incident) : inboxKinds[item.kind]

  // What had the focus is gone once the question is answered or the trouble settled; the keys go on from the item.
  useEffect(() => {
    if (!isOpen && hasFocus.current && document.activeElement === document.body) ref.current?.focus()
  }, [isOpen])

  return (
    <li
      ref={ref}
      data-item={item.id}
      tabIndex={current ? 0 : -1}
      aria-labelledby={`${item.id}-title`}
      className={classNames(
        styles['item'],
        isOpen && styles['open'],
        item.readAt === null && styles['unread'],
        highlighted && styles['highlighted'],
      )}
      onFocus={() => {
        hasFocus.current = true
        onCurrent(item.id)
        markRead(item)
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null) hasFocus.current = event.currentTarget.contains(event.relatedTarget)
      }}
    >
      <span
        className={classNames(styles['icon'], tones[isOpen || item.kind !== 'question' ? tone : 'stone'])}
      >
        <Icon aria-hidden="true" />
      </span>
      <div className={styles['main']}>
        <InboxItemHead item={item}>
          {isOpen && item.archivedAt === null && <SnoozeMenu itemId={item.id} />}
          {!question && canOpen(item) && (
            <Button
              size="s"
              variant="quiet"
              icon={<ArrowUpRight aria-hidden="true" />}
              onClick={() => openItem(item)}
            >
              Open
            </Button>
          )}
          {item.archivedAt === null && (
            <Button
              size="s"
              variant="quiet"
              icon={<Archive aria-hidden="true" />}
              onClick={() => void archiveItem(item)}
            >
              Archive
            </Button>
          )}
        </InboxItemHead>
        <div className={styles['body']}>
          {question?.kind === 'confirm' ? (
            <OperationWords text={question.prompt} />
          ) : (
            <FoldedMarkdown
              text={question?.prompt ?? lastingWords ?? item.body}
              onUnfold={() => markRead(item)}
            />
          )}
        </div>
        {incident && isOpen && <IncidentActions incident={incident} />}
        {question && (
          <div className={styles['form']}>
            <QuestionForm question={question} via="inbox" />
          </div>
        )}
      </div>
    </li>
  )
})
