import { Clock } from 'lucide-react'
import type { Run } from '../../src-shared/domain/run.ts'
import { classNames } from '../components/class-names.ts'
import { lateWords } from './lateness.ts'
import { capital } from './run-words.ts'
import styles from './run-page.module.css'

/** Why a run is late, did not run or was ended, in a sentence. Why one failed stands in a card of its own. */
export function RunNote({ run }: { readonly run: Run }) {
  const { status, reason } = run
  const late = lateWords(run)
  const words = status === 'failed' || reason === null ? late : reason
  if (words === null) return null
  return (
    <p className={classNames(styles['note'], late !== null && styles['late'])}>
      {late !== null && <Clock aria-hidden="true" />}
      <span>{capital(words)}</span>
    </p>
  )
}
