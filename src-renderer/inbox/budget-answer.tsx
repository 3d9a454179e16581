import { Button } from '../components/button.tsx'
import type { Answering } from './use-answer.ts'
import styles from './question-form.module.css'

/** A limit was reached: go on with as much again, or stop here. */
export function BudgetAnswer({ answering }: { readonly answering: Answering }) {
  const { state } = answering
  const sent = state.kind === 'sending' && state.answer.kind === 'budget' ? state.answer.decision : null
  return (
    <div className={styles['buttons']}>
      <Button
        variant="hazel"
        data-answer
        busy={sent === 'continue'}
        disabled={sent === 'stop'}
        onClick={() => answering.answer({ kind: 'budget', decision: 'continue' })}
      >
        Go on
      </Button>
      <Button
        busy={sent === 'stop'}
        disabled={sent === 'continue'}
        onClick={() => answering.answer({ kind: 'budget', decision: 'stop' })}
      >
        Stop
      </Button>
    </div>
  )
}
