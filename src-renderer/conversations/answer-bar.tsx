import type { Question } from '../../src-shared/domain/question.ts'
import { Button } from '../components/button.tsx'
import { operationLine } from '../components/operation-line.ts'
import type { Answering } from './answering.ts'
import { quickOptions } from './quick-options.ts'
import styles from './answer-bar.module.css'

interface AnswerBarProps {
  readonly target: Answering
  onPick(questionId: string): void
  onMessage(): void
  onOption(option: string): void
}

/** Says above the composer what a message will answer, and lets the user choose. */
export function AnswerBar({ target, onPick, onMessage, onOption }: AnswerBarProps) {
  switch (target.kind) {
    case 'message':
      return null
    case 'pick':
      return <Picker questions={target.questions} onPick={onPick} />
    case 'question':
      return <Chip question={target.question} onMessage={onMessage} onOption={onOption} />
  }
}

interface ChipProps {
  readonly question: Question
  onMessage(): void
  onOption(option: string): void
}

function Chip({ question, onMessage, onOption }: ChipProps) {
  const options = quickOptions(question)
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
            <button key={option} type="button" className={styles['option']} onClick={() => onOption(option)}>
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

interface PickerProps {
  readonly questions: readonly Question[]
  onPick(questionId: string): void
}

function Picker({ questions, onPick }: PickerProps) {
  const count = questions.length
  return (
    <div className={styles['bar']}>
      <p className={styles['count']}>
        {count === 1 ? '1 question is open' : `${count} questions are open`}
        <span className={styles['explain']}>What you write is a message, unless you pick one to answer.</span>
      </p>
      <ul className={styles['list']} aria-label="Open questions">
        {questions.map((question) => (
          <li key={question.id}>
            <button
              type="button"
              className={styles['pick']}
              title={promptLine(question)}
              onClick={() => onPick(question.id)}
            >
              <span className={styles['prompt']}>{promptLine(question)}</span>
              <span className={styles['answer']} aria-hidden="true">
                Answer
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function promptLine({ kind, prompt }: Question): string {
  return kind === 'confirm' ? operationLine(prompt) : prompt
}
