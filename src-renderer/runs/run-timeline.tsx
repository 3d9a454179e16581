import { useMemo } from 'react'
import { isActiveRun, type Run, type RunEvent } from '../../src-shared/domain/run.ts'
import { duration } from '../components/format-time.ts'
import { Spinner } from '../components/spinner.tsx'
import { TimelineEvent } from './timeline-event.tsx'
import { timelineRows } from './timeline-rows.ts'
import styles from './run-timeline.module.css'

interface RunTimelineProps {
  readonly run: Run
  readonly events: readonly RunEvent[]
  /** Epoch milliseconds; renewed while the run is under way. */
  readonly now: number
}

/** What a run did, oldest first, each step with its time and how long after the first it was. */
export function RunTimeline({ run, events, now }: RunTimelineProps) {
  const active = isActiveRun(run.status)
  const rows = useMemo(() => timelineRows(events, active), [events, active])
  const start = run.startedAt ?? events[0]?.at ?? run.nominalAt
  const last = events.at(-1)?.at ?? start
  return (
    <ol className={styles['timeline']}>
      {rows.map((row) => (
        <TimelineEvent key={row.id} row={row} start={start} />
      ))}
      {active && (
        <li className={styles['row']} aria-live="off">
          <span className={styles['when']} />
          <span
            className={`${styles['mark']} ${run.status === 'waiting' ? styles['hazel'] : styles['dusk']}`}
          >
            <Spinner />
          </span>
          <span className={styles['live']}>
            {run.status === 'waiting' && 'Waiting for your answer'}
            {run.status === 'running' && 'Working'}
            {run.status === 'queued' && 'Waiting for its turn'}
            <span className={styles['ms']}>{duration(Math.max(0, now - last))}</span>
          </span>
        </li>
      )}
    </ol>
  )
}
