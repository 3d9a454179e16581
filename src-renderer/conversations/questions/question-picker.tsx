import type { KeyboardEvent, Ref } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { Keys } from '../../components/keys.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { moveAmongOptions } from '../../inbox/answers/move-among-options.ts'
import { goTo } from '../../main-window/place-store.ts'
import { promptLine } from './prompt-line.ts'
import styles from './answer-bar.module.css'

interface QuestionPickerProps {
  /** Oldest first. */
  readonly questions: readonly Question[]
  readonly list: Ref<HTMLUListElement>
  onPick(questionId: string): void
  onMessage(): void
}

/** More than anybody picks from above a text field; the Inbox has them all. */
const mostShown = 30

/**
 * The open questions to pick from. With the focus in it, the arrow keys move, a number picks, and Escape goes back to an
 * ordinary message. What is typed into the message never picks.
 */
export function QuestionPicker({ questions, list, onPick, onMessage }: QuestionPickerProps) {
  const count = questions.length
  const shown = questions.slice(0, mostShown)
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const numbered = /^[1-9]$/.test(event.key) ? shown[Number(event.key) - 1] : undefined
    if (numbered) onPick(numbered.id)
    else if (event.key === 'Escape') onMessage()
    else if (!moveAmongOptions(event.key, event.currentTarget)) return
    event.preventDefault()
  }
  return (
    <div className={styles['bar']}>
      <p className={styles['count']}>
        {count === 1 ? '1 question is open' : `${count} questions are open`}
        <span className={styles['explain']}>
          What you write is a message, unless you pick one to answer. <Keys keys={['↑']} />
        </span>
      </p>
      <ul ref={list} className={styles['list']} aria-label="Open questions" onKeyDown={onKeyDown}>
        {shown.map((question, index) => (
          <li key={question.id}>
            <button
              type="button"
              className={styles['pick']}
              title={promptLine(question)}
              onClick={() => onPick(question.id)}
            >
              <span className={styles['number']} aria-hidden="true">
                {index < 9 ? index + 1 : ''}
              </span>
              <span className={styles['prompt']}>{promptLine(question)}</span>
              <span className={styles['who']}>{whoAsks(question)}</span>
              <span className={styles['answer']} aria-hidden="true">
                Answer
              </span>
            </button>
          </li>
        ))}
      </ul>
      {count > mostShown && (
        <Button size="s" variant="quiet" onClick={() => goTo({ screen: 'inbox' })}>
          {`${count - mostShown} more in the Inbox`}
        </Button>
      )}
    </div>
  )
}

/** Which run asks: two runs of a schedule may ask the same. */
function whoAsks({ runId, account }: Question): string {
  const [first = ''] = account.split('\n', 1)
  return runId === null ? '' : visibleText(first.split(' · ', 1)[0] ?? '')
}
