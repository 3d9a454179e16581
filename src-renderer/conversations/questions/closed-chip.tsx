import { CircleCheck, X } from 'lucide-react'
import { IconButton } from '../../components/icon-button.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { closedWords } from '../../inbox/answers/closed-words.ts'
import { useNow } from '../../platform/use-now.ts'
import { questionStore } from '../../stores/question-store.ts'
import styles from './answer-bar.module.css'

interface ClosedChipProps {
  readonly questionId: string
  onDismiss(): void
}

/** What became of the question while its answer was being written. The words stay, as a message. */
export function ClosedChip({ questionId, onDismiss }: ClosedChipProps) {
  const now = useNow()
  const question = questionStore.use((state) => state.byId.get(questionId))
  const words = question ? closedWords(question, now) : null
  if (words === null) return null
  return (
    <div className={styles['closed']} role="status">
      <CircleCheck aria-hidden="true" />
      <p>
        <span className={styles['became']}>{visibleText(words)}</span>
        <span className={styles['explain']}>What you wrote is kept, and would be a message.</span>
      </p>
      <IconButton label="Dismiss" size="s" icon={<X aria-hidden="true" />} onClick={onDismiss} />
    </div>
  )
}
