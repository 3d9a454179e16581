import type { ReactNode } from 'react'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { Time } from '../../components/time.tsx'
import { goTo } from '../../main-window/place-store.ts'
import { isUnsettled } from '../../stores/inbox-view.ts'
import { IncidentMeta } from './incident-meta.tsx'
import { markRead } from '../inbox-actions.ts'
import { inboxKinds } from '../inbox-kind.ts'
import styles from './inbox-item.module.css'

interface InboxItemHeadProps {
  readonly item: InboxItem
  /** The item's buttons. */
  readonly children: ReactNode
}

/** What an item is, since when, and where it comes from. */
export function InboxItemHead({ item, children }: InboxItemHeadProps) {
  const { question, incident, runId, conversationId } = item
  const isOpen = isUnsettled(item)
  return (
    <div className={styles['head']}>
      <div className={styles['words']}>
        <h2 id={`${item.id}-title`} className={styles['title']}>
          {item.title}
          {item.readAt === null && (
            <span className={styles['dot']}>
              <span className="visually-hidden">Unread</span>
            </span>
          )}
        </h2>
        <p className={styles['meta']}>
          {incident ? (
            <IncidentMeta incident={incident} />
          ) : (
            <>
              <span>{question ? 'Asked' : inboxKinds[item.kind].word}</span>
              <Time at={question?.askedAt ?? item.at} />
            </>
          )}
          {question && item.timesAsked > 1 && (
            <span className={styles['more']}>asked by {item.timesAsked} runs</span>
          )}
          {isOpen && item.snoozedUntil !== null && (
            <span className={styles['more']}>
              snoozed until <Time at={item.snoozedUntil} />
            </span>
          )}
          {runId !== null && (
            <button
              type="button"
              className={styles['link']}
              onClick={() => {
                markRead(item)
                goTo({ screen: 'runs', runId })
              }}
            >
              Run
            </button>
          )}
          {question && conversationId !== null && (
            <button
              type="button"
              className={styles['link']}
              onClick={() => goTo({ screen: 'conversations', conversationId })}
            >
              Conversation
            </button>
          )}
        </p>
      </div>
      <div className={styles['actions']}>{children}</div>
    </div>
  )
}
