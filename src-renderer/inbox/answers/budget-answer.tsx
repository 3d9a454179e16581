import { CircleAlert } from 'lucide-react'
import type { BudgetAsk, Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { LimitBar, LimitKey } from '../../components/limit-bar.tsx'
import { budgetWords } from './budget-words.ts'
import type { Answering } from './use-answer.ts'
import styles from './budget-answer.module.css'

interface BudgetAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

/** A limit was reached: how far it is used, what more would be, and go on or stop. The question above says which it is. */
export function BudgetAnswer({ question, answering }: BudgetAnswerProps) {
  const { state } = answering
  const sent = state.kind === 'sending' && state.answer.kind === 'budget' ? state.answer.decision : null
  return (
    <div className={styles['budget']}>
      {question.budget && <Reached ask={question.budget} who={question.runId === null ? 'answer' : 'run'} />}
      <div className={styles['buttons']}>
        <Button
          variant="hazel"
          data-answer
          data-option="1"
          busy={sent === 'continue'}
          disabled={sent === 'stop'}
          onClick={() => answering.answer({ kind: 'budget', decision: 'continue' })}
        >
          Go on
        </Button>
        <Button
          data-option="2"
          busy={sent === 'stop'}
          disabled={sent === 'continue'}
          onClick={() => answering.answer({ kind: 'budget', decision: 'stop' })}
        >
          Stop
        </Button>
      </div>
    </div>
  )
}

interface ReachedProps {
  readonly ask: BudgetAsk
  readonly who: 'run' | 'answer'
}

function Reached({ ask, who }: ReachedProps) {
  const words = budgetWords(ask, who)
  // A step may have gone a little over the limit, and one that would go over it asks before: more counts from what is used.
  const from = Math.max(ask.ceiling, ask.used)
  const full = Math.max(from, ask.used + ask.more)
  return (
    <>
      <LimitBar
        label={words.title}
        words={words.used}
        full={full}
        used={ask.used}
        zone={{ from, to: full }}
      />
      <div className={styles['keys']}>
        <LimitKey part="used">{words.used}</LimitKey>
        <LimitKey part="zone">{words.goOn}</LimitKey>
      </div>
      <p className={styles['text']}>
        {words.details} {words.stop}
      </p>
      {words.unpriced !== null && (
        <p className={styles['unpriced']}>
          <CircleAlert aria-hidden="true" />
          {words.unpriced}
        </p>
      )}
    </>
  )
}
