import { CircleCheck, CircleSlash } from 'lucide-react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { useNow } from '../../platform/use-now.ts'
import { dropDrafts, useAnswerDrafts, useEditedArguments } from './answer-drafts.ts'
import { Button } from '../../components/button.tsx'
import { visibleText } from '../../components/visible-text.ts'
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
  const edited = useEditedArguments((all) => all.get(question.id))
  const answered = question.status === 'answered' || (question.status === 'open' && sentence !== undefined)
  const Icon = answered ? CircleCheck : CircleSlash
  return (
    <div className={styles['closed']} role="status">
      <p className={styles['closedLine']}>
        <Icon aria-hidden="true" />
        <span>{visibleText(sentence ?? closedWords(question, now) ?? '')}</span>
      </p>
      {(draft !== undefined || edited !== undefined) && (
        <div className={styles['unsent']}>
          <div>
            {draft !== undefined && (
              <p>
                You had written, and it was not sent: <q>{draft}</q>
              </p>
            )}
            {edited !== undefined && (
              <>
                <p>You had edited the arguments, and they were not sent:</p>
                <pre>{edited}</pre>
              </>
            )}
          </div>
          <Button size="s" variant="quiet" onClick={() => dropDrafts(question.id)}>
            Dismiss
          </Button>
        </div>
      )}
    </div>
  )
}
