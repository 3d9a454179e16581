import type { Question } from '../../src-shared/domain/question.ts'
import { Button } from '../components/button.tsx'
import { ToolCallView } from './tool-call-view.tsx'
import type { Answering } from './use-answer.ts'
import styles from './question-form.module.css'

interface ConfirmAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

/** Whether a tool call may happen: what would be done, and three ways to say it. */
export function ConfirmAnswer({ question, answering }: ConfirmAnswerProps) {
  const { state } = answering
  const sent = state.kind === 'sending' && state.answer.kind === 'confirm' ? state.answer.decision : null
  const busy = (decision: 'allow' | 'always' | 'deny') => ({
    busy: sent === decision,
    disabled: sent !== null && sent !== decision,
    onClick: () => answering.answer({ kind: 'confirm', decision }),
  })
  return (
    <>
      {question.tool && <ToolCallView name={question.tool.name} input={question.tool.input} />}
      <div className={styles['buttons']}>
        <Button variant="hazel" data-answer {...busy('allow')}>
          Allow once
        </Button>
        <Button title="The same operation will not be asked about again" {...busy('always')}>
          Always allow
        </Button>
        <Button variant="danger" {...busy('deny')}>
          Deny
        </Button>
      </div>
    </>
  )
}
