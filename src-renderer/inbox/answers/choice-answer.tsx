import { Check } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { AnswerField } from './answer-field.tsx'
import { setAnswerDraft, setChosenOptions, useAnswerDrafts, useChosenOptions } from './answer-drafts.ts'
import { moveAmongOptions } from './move-among-options.ts'
import type { Answering } from './use-answer.ts'
import styles from './question-form.module.css'

interface ChoiceAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

const none: readonly string[] = []

/** One or several of the options, or something else in words. The numbers are keys. */
export function ChoiceAnswer({ question, answering }: ChoiceAnswerProps) {
  const options = question.options ?? []
  const multiple = question.multiple ?? false
  const chosen = useChosenOptions((all) => all.get(question.id)) ?? none
  const setChosen = (next: readonly string[]): void => setChosenOptions(question.id, next)
  const other = useAnswerDrafts((drafts) => drafts.get(question.id)) ?? ''
  const group = useRef<HTMLDivElement>(null)
  const words = other.trim()
  const values = words === '' ? chosen : multiple ? [...chosen, words] : [words]

  const choose = (option: string): void => {
    if (!multiple) {
      setChosen([option])
      setAnswerDraft(question.id, '')
      return
    }
    setChosen(chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option])
  }
  const submit = (): void => {
    if (values.length > 0) answering.answer({ kind: 'choice', values: [...values] })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const byNumber = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined
    if (byNumber !== undefined) choose(byNumber)
    else if (event.key === 'Enter' && values.length > 0) submit()
    else if (!moveAmongOptions(event.key, group.current)) return
    event.preventDefault()
    event.stopPropagation()
  }

  const tabStop = multiple ? null : (chosen[0] ?? options[0])
  return (
    <>
      <div
        ref={group}
        className={styles['options']}
        role={multiple ? 'group' : 'radiogroup'}
        aria-label={multiple ? 'Choose one or more' : 'Choose one'}
        onKeyDown={onKeyDown}
      >
        {options.map((option, index) => {
          const isChosen = chosen.includes(option) && (multiple || words === '')
          return (
            <button
              key={option}
              type="button"
              role={multiple ? 'checkbox' : 'radio'}
              aria-checked={isChosen}
              aria-label={option}
              tabIndex={multiple || option === tabStop ? 0 : -1}
              data-answer={index === 0 || undefined}
              data-option={index + 1}
              className={styles['option']}
              onClick={() => choose(option)}
            >
              <span className={multiple ? styles['square'] : styles['round']} aria-hidden="true">
                {isChosen && <Check strokeWidth={3.5} />}
              </span>
              <span className={styles['optionText']}>{option}</span>
              {index < 9 && (
                <kbd className={styles['number']} aria-hidden="true">
                  {index + 1}
                </kbd>
              )}
            </button>
          )
        })}
      </div>
      <div className={styles['line']}>
        <AnswerField
          value={other}
          placeholder={multiple ? 'Something else as well' : 'Something else'}
          first={options.length === 0}
          onChange={(value) => {
            setAnswerDraft(question.id, value)
            if (!multiple && value.trim() !== '') setChosen([])
          }}
          onSubmit={submit}
        />
        <Button
          variant="hazel"
          disabled={values.length === 0}
          busy={answering.state.kind === 'sending'}
          onClick={submit}
        >
          Answer
        </Button>
      </div>
    </>
  )
}
