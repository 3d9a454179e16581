import { Hourglass } from 'lucide-react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { visibleText } from '../../components/visible-text.ts'
import { useNow } from '../../platform/use-now.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { noAnswerWords } from './no-answer-words.ts'
import styles from '../items/inbox-item.module.css'

interface NoAnswerProps {
  readonly question: Question
  readonly scheduleId: string | null
}

/** What happens if nobody answers. */
export function NoAnswer({ question, scheduleId }: NoAnswerProps) {
  const now = useNow()
  const then = scheduleStore.use((state) =>
    scheduleId === null ? undefined : state.byId.get(scheduleId)?.policies.questionDeadline?.then,
  )
  const words = noAnswerWords(question, then ?? null, now)
  if (words === null) return null
  return (
    <p className={styles['noAnswer']}>
      <Hourglass aria-hidden="true" />
      <span>{visibleText(words)}</span>
    </p>
  )
}
