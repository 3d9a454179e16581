import { memo } from 'react'
import { Time } from '../../components/time.tsx'
import { LiveMessageView } from './live-message-view.tsx'
import { MessageView } from './message-view.tsx'
import { OutgoingMessage } from './outgoing-message.tsx'
import { QueuedMessage } from './queued-message.tsx'
import { sameRow, type ThreadRow } from './thread-rows.ts'
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
            <MessageView message={row.message} lastOfTurn={row.lastOfTurn} />
            {row.ended && <TurnFooter turn={row.ended} retry={row.retry} />}
          </div>
        )
      case 'live':
        return (
          <div className={styles['row']} data-role="assistant">
            <LiveMessageView live={row.live} />
          </div>
        )
      case 'queued':
        return (
          <div className={styles['row']} data-role="user">
            <QueuedMessage message={row.message} place={row.place} />
          </div>
        )
      case 'outgoing':
        return (
          <div className={styles['row']} data-role="user">
            <OutgoingMessage outgoing={row.outgoing} conversationId={conversationId} />
          </div>
        )
      case 'working':
        return <WorkingLine doing={row.doing} />
    }
  },
  (before, after) => before.conversationId === after.conversationId && sameRow(before.row, after.row),
)
