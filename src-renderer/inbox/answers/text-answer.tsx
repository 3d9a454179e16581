import type { Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { AnswerField } from './answer-field.tsx'
import { setAnswerDraft, useAnswerDrafts } from './answer-drafts.ts'
import type { Answering } from './use-answer.ts'
import styles from './question-form.module.css'

interface TextAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

/** An answer in words. */
export function TextAnswer({ question, answering }: TextAnswerProps) {
  const text = useAnswerDrafts((drafts) => drafts.get(question.id)) ?? ''
  const submit = (): void => {
    if (text.trim() !== '') answering.answer({ kind: 'text', text: text.trim() })
  }
  return (
    <div className={styles['line']}>
      <AnswerField
        first
        value={text}
        placeholder="Type your answer"
        onChange={(value) => setAnswerDraft(question.id, value)}
        onSubmit={submit}
      />
      <Button
        variant="hazel"
        disabled={text.trim() === ''}
        busy={answering.state.kind === 'sending'}
        onClick={submit}
      >
        Answer
      </Button>
    </div>
  )
}
