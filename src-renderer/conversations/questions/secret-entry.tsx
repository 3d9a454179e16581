import type { KeyboardEvent, Ref } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { QuestionForm } from '../../inbox/answers/question-form.tsx'
import styles from './answer-bar.module.css'

interface SecretEntryProps {
  readonly question: Question
  readonly fieldRef: Ref<HTMLDivElement>
  onMessage(): void
  /** Shows the questions to pick from; `false`: there is no other. */
  onPick(): boolean
}

/** In the place of the words: a secret has a field that nobody can read, and is never sent as a message. */
export function SecretEntry({ question, fieldRef, onMessage, onPick }: SecretEntryProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const isEmpty = event.target instanceof HTMLInputElement && event.target.value === ''
    if (event.key === 'Escape') onMessage()
    else if (event.key !== 'ArrowUp' || !isEmpty || !onPick()) return
    event.preventDefault()
  }
  return (
    <div ref={fieldRef} className={styles['secret']} role="presentation" onKeyDown={onKeyDown}>
      <QuestionForm question={question} via="conversation" />
    </div>
  )
}
