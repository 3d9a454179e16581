import { CircleDashed, CirclePause } from 'lucide-react'
import { useMemo } from 'react'
import {
  isActiveRun,
  type Run,
  type RunEvent,
  type RunEventKind,
  type RunStatus,
} from '../../src-shared/domain/run.ts'
import { classNames } from '../components/class-names.ts'
import { duration } from '../components/format-time.ts'
import { Spinner } from '../components/spinner.tsx'
import tones from '../components/tones.module.css'
import { TimelineEvent } from './timeline-event.tsx'
import { timelineRows } from './timeline-rows.ts'
import styles from './run-timeline.module.css'

interface RunTimelineProps {
  readonly run: Run
  readonly events: readonly RunEvent[]
  /** Epoch milliseconds; renewed while the run is under way. */
  readonly now: number
  /** Whether tool calls are lines of it; where they stand by themselves they are left out. */
  readonly withTools?: boolean
}

const toolKinds: ReadonlySet<RunEventKind> = new Set(['tool-started', 'tool-finished', 'refused'])

/** What a run did, oldest first, each step with its time and how long after the first it was. */
export function RunTimeline({ run, events, now, withTools = true }: RunTimelineProps) {
  const active = isActiveRun(run.status)
  const rows = useMemo(
    () => timelineRows(withTools ? events : events.filter((event) => !toolKinds.has(event.kind)), active),
    [events, active, withTools],
  )
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
          <LiveMark status={run.status} />
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

/** Only what works turns; what waits, for the user or for its turn, keeps still. */
function LiveMark({ status }: { readonly status: RunStatus }) {
  const tone = status === 'waiting' ? 'hazel' : 'dusk'
  return (
    <span className={classNames(styles['mark'], tones[tone])}>
      {status === 'waiting' && <CirclePause aria-hidden="true" />}
      {status === 'queued' && <CircleDashed aria-hidden="true" />}
      {status === 'running' && <Spinner />}
    </span>
  )
}
