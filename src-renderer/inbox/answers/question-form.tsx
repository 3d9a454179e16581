import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { BudgetAnswer } from './budget-answer.tsx'
import { ChoiceAnswer } from './choice-answer.tsx'
import { ClosedQuestion } from './closed-question.tsx'
import { ConfirmAnswer } from './confirm-answer.tsx'
import { CredentialAnswer } from './credential-answer.tsx'
import { TextAnswer } from './text-answer.tsx'
import { type Answering, useAnswer } from './use-answer.ts'
import styles from './question-form.module.css'

interface QuestionFormProps {
  readonly question: Question
  /** The place that answers, as people name it: "inbox", "run page". */
  readonly via: string
  /** How many other runs ask the very same. */
  readonly sameCount?: number
}

/** The way to answer a question, by its kind; once it is closed, here or anywhere, who answered and what. */
export function QuestionForm({ question, via, sameCount = 0 }: QuestionFormProps) {
  const [toAll, setToAll] = useState(true)
  const answering = useAnswer(question, via, sameCount > 0 && toAll)
  const { state } = answering
  // The main process knows better before its event is here: the question is closed, and the sentence says by whom.
  if (state.kind === 'refused' && state.error.code === 'conflict') {
    return <ClosedQuestion question={question} sentence={state.error.message} />
  }
  if (question.status !== 'open') return <ClosedQuestion question={question} />
  return (
    <div className={styles['form']}>
      <KindForm question={question} answering={answering} />
      {sameCount > 0 && (
        <Checkbox
          label={`Give this answer to all ${sameCount + 1} runs`}
          checked={toAll}
          onChange={setToAll}
        />
      )}
      {state.kind === 'refused' && (
        <p className={styles['refused']} role="alert">
          <CircleAlert aria-hidden="true" />
          {state.error.message}
        </p>
      )}
    </div>
  )
}

interface KindFormProps {
  readonly question: Question
  readonly answering: Answering
}

function KindForm({ question, answering }: KindFormProps) {
  switch (question.kind) {
    case 'question':
      return <TextAnswer question={question} answering={answering} />
    case 'choice':
      return <ChoiceAnswer question={question} answering={answering} />
    case 'confirm':
      return <ConfirmAnswer question={question} answering={answering} />
    case 'credential':
      return <CredentialAnswer question={question} answering={answering} />
    case 'budget':
      return <BudgetAnswer question={question} answering={answering} />
    default:
      return assertNever(question.kind)
  }
}
