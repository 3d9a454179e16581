import type { RunEvent } from '../../src-shared/domain/run.ts'
import { duration } from '../components/format-time.ts'
import { timelineRows } from '../runs/timeline-rows.ts'
import styles from './demo-steps.module.css'

/** The tools that the run has used so far; the question is a step of its own. */
export function DemoWork({ events }: { readonly events: readonly RunEvent[] }) {
  const tools = timelineRows(events, true).filter(
    (row) => row.kind === 'tool-started' || row.kind === 'tool-finished',
  )
  return (
    <ul className={styles['work']}>
      {tools.map((row) => (
        <li key={row.id}>
          {row.text}
          {row.ms !== null && <span>{duration(row.ms)}</span>}
        </li>
      ))}
    </ul>
  )
}
