import { CircleAlert } from 'lucide-react'
import { Spinner } from '../../components/spinner.tsx'
import styles from './sessions.module.css'
import type { SummaryState } from './use-summary.ts'

/** How far the making of a summary is. */
export function SummaryProgress({ state }: { readonly state: SummaryState }) {
  switch (state.kind) {
    case 'idle':
      return null
    case 'working':
      return (
        <p className={styles['progress']} role="status">
          <Spinner /> The model of this session writes a summary. Closing this stops it, and changes nothing.
        </p>
      )
    case 'failed':
      return (
        <p className={styles['failed']} role="alert">
          <CircleAlert aria-hidden="true" /> {state.error.message}
        </p>
      )
  }
}
