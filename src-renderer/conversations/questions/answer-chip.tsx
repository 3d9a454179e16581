import type { Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { chosenIn } from './option-words.ts'
import { promptLine } from './prompt-line.ts'
import { quickOptions } from './quick-options.ts'
import styles from './answer-bar.module.css'

interface AnswerChipProps {
  readonly question: Question
  readonly text: string
  onMessage(): void
  onOption(option: string): void
}

/** The question that the message answers, and its options as numbered buttons. */
export function AnswerChip({ question, text, onMessage, onOption }: AnswerChipProps) {
  const options = quickOptions(question)
  const chosen = question.multiple === true ? chosenIn(text, question) : null
  const words = `Answering: ${promptLine(question)}`
  return (
    <div className={styles['bar']}>
      <div className={styles['chip']}>
        <span className={styles['words']} title={words}>
          {words}
        </span>
        <Button size="s" variant="quiet" className={styles['instead']} onClick={onMessage}>
          Send as a message instead
        </Button>
      </div>
      {options.length > 0 && (
        <div className={styles['options']} role="group" aria-label="Options">
          {options.map((option, index) => (
            <button
              key={option}
              type="button"
              className={styles['option']}
              aria-pressed={chosen?.includes(option)}
              onClick={() => onOption(option)}
            >
              <span className={styles['number']} aria-hidden="true">
                {index + 1}
              </span>
              <span className={styles['optionText']}>{option}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
