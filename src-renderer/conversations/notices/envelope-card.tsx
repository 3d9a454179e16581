import { CalendarClock } from 'lucide-react'
import type { Block } from '../../../src-shared/domain/message.ts'
import { Button } from '../../components/button.tsx'
import { Time } from '../../components/time.tsx'
import { goTo } from '../../main-window/place-store.ts'
import styles from './envelope-card.module.css'

interface EnvelopeCardProps {
  readonly envelope: Extract<Block, { type: 'envelope' }>
  readonly at: number
}

/** The instruction of a run that works in this conversation. */
export function EnvelopeCard({ envelope, at }: EnvelopeCardProps) {
  return (
    <article className={styles['card']} aria-label={`Scheduled: ${envelope.title}`}>
      <div className={styles['head']}>
        <CalendarClock aria-hidden="true" />
        <span className={styles['title']}>{`Scheduled: ${envelope.title}`}</span>
        <span className={styles['time']}>
          <Time at={at} />
        </span>
        <Button size="s" variant="quiet" onClick={() => goTo({ screen: 'runs', runId: envelope.runId })}>
          Open run
        </Button>
      </div>
      <p className={styles['text']}>{envelope.instruction}</p>
    </article>
  )
}
