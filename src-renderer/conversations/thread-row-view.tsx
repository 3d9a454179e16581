import { memo } from 'react'
import { Time } from '../components/time.tsx'
import { LiveMessageView } from './live-message-view.tsx'
import { MessageView } from './message-view.tsx'
import { OutgoingMessage } from './outgoing-message.tsx'
import type { ThreadRow } from './thread-rows.ts'
import { TurnFooter } from './turn-footer.tsx'
import { WorkingLine } from './working-line.tsx'
import styles from './thread-row-view.module.css'

interface ThreadRowViewProps {
  readonly row: ThreadRow
  readonly conversationId: string
}

/** A committed row is drawn again only when its own message or turn changed, however much streams in below it. */
export const ThreadRowView = memo(
  function ThreadRowView({ row, conversationId }: ThreadRowViewProps) {
    switch (row.kind) {
      case 'day':
        return (
          <div className={styles['day']}>
            <Time at={row.at} show="day" />
          </div>
        )
      case 'message':
        return (
          <div className={styles['row']} data-role={row.message.role}>
            <MessageView message={row.message} queued={row.queued} />
            {row.ended && <TurnFooter turn={row.ended} retry={row.retry} />}
          </div>
        )
      case 'live':
        return (
          <div className={styles['row']} data-role="assistant">
            <LiveMessageView live={row.live} />
          </div>
        )
      case 'outgoing':
        return (
          <div className={styles['row']} data-role="user">
            <OutgoingMessage outgoing={row.outgoing} conversationId={conversationId} />
          </div>
        )
      case 'working':
        return <WorkingLine />
    }
  },
  (before, after) => before.conversationId === after.conversationId && sameRow(before.row, after.row),
)

function sameRow(a: ThreadRow, b: ThreadRow): boolean {
  if (a === b) return true
  if (a.kind === 'message' && b.kind === 'message') {
    return a.message === b.message && a.queued === b.queued && a.ended === b.ended && a.retry === b.retry
  }
  if (a.kind === 'live' && b.kind === 'live') return a.live === b.live
  if (a.kind === 'outgoing' && b.kind === 'outgoing') return a.outgoing === b.outgoing
  if (a.kind === 'day' && b.kind === 'day') return a.at === b.at
  return a.kind === 'working' && b.kind === 'working'
}
