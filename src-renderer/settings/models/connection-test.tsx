import { CircleAlert, CircleCheck } from 'lucide-react'
import { duration } from '../../components/format-time.ts'
import { classNames } from '../../components/class-names.ts'
import type { TestState } from './use-connection-test.ts'
import styles from './models-tab.module.css'

/** What a test said: that it works and how fast, or what to do. */
export function ConnectionTest({ state }: { readonly state: TestState }) {
  if (state.kind === 'idle') return null
  if (state.kind === 'testing') {
    return (
      <p className={styles['test']} role="status">
        Asking the model for one word…
      </p>
    )
  }
  const { ok, message, latencyMs } = state.outcome
  return (
    <p className={classNames(styles['test'], ok ? styles['good'] : styles['bad'])} role="status">
      {ok ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
      <span>
        {message}
        {latencyMs !== null && <span className={styles['latency']}> {duration(latencyMs)}</span>}
      </span>
    </p>
  )
}
