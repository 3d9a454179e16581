import { useMemo } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { QuestionForm } from '../../inbox/answers/question-form.tsx'
import { openQuestionsIn, questionStore } from '../../stores/question-store.ts'
import { answering } from './answering.ts'
import { draftOf, useDrafts } from '../composer/composer-store.ts'
import styles from './question-answer.module.css'

interface QuestionAnswerProps {
  readonly question: Question
  /** The conversation that shows it. */
  readonly conversationId: string
}

/** The way to answer on a card; a question that the composer below is already answering has no second field. */
export function QuestionAnswer({ question, conversationId }: QuestionAnswerProps) {
  const intent = useDrafts((drafts) => draftOf(drafts, conversationId).intent)
  const questions = questionStore.use((state) => state.byId)
  const target = useMemo(
    () => answering(openQuestionsIn(questions, conversationId), intent),
    [questions, conversationId, intent],
  )
  const below = target.kind === 'question' && target.question.id === question.id && fitsComposer(question)
  return below ? (
    <p className={styles['below']}>Answer it below.</p>
  ) : (
    <QuestionForm question={question} via="conversation" />
  )
}

/** Several options at once are ticked on the card, and a decision needs a look at it; the rest is said in the composer. */
function fitsComposer({ kind, multiple }: Question): boolean {
  return kind === 'question' || kind === 'credential' || (kind === 'choice' && !multiple)
}
