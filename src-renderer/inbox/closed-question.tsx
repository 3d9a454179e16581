import { CircleCheck, CircleSlash } from 'lucide-react'
import type { Question } from '../../src-shared/domain/question.ts'
import { useNow } from '../platform/use-now.ts'
import { setAnswerDraft, useAnswerDrafts } from './answer-drafts.ts'
import { Button } from '../components/button.tsx'
import { closedWords } from './closed-words.ts'
import styles from './question-form.module.css'

interface ClosedQuestionProps {
  readonly question: Question
  /** What the main process said instead, when it refused because the question is closed. */
  readonly sentence?: string | undefined
}

/** What stands where the form was: who answered, when and what; and what the user had typed, if that was not it. */
export function ClosedQuestion({ question, sentence }: ClosedQuestionProps) {
  const now = useNow()
  const draft = useAnswerDrafts((drafts) => drafts.get(question.id))
  const answered = question.status === 'answered' || (question.status === 'open' && sentence !== undefined)
  const Icon = answered ? CircleCheck : CircleSlash
  return (
    <div className={styles['closed']} role="status">
      <p className={styles['closedLine']}>
        <Icon aria-hidden="true" />
        <span>{closedWords(question, now) ?? sentence}</span>
      </p>
      {draft !== undefined && (
        <div className={styles['unsent']}>
          <p>
            You had written, and it was not sent: <q>{draft}</q>
          </p>
          <Button size="s" variant="quiet" onClick={() => setAnswerDraft(question.id, '')}>
            Dismiss
          </Button>
        </div>
      )}
    </div>
  )
}
