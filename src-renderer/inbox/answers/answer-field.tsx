import type { KeyboardEvent } from 'react'
import { useAutosize } from '../../components/use-autosize.ts'
import styles from './question-form.module.css'

interface AnswerFieldProps {
  /** Its name for screen readers, where it is not the answer itself. */
  readonly label?: string
  readonly value: string
  readonly placeholder: string
  /** Whether this is where Enter on the item goes. */
  readonly first?: boolean
  onChange(value: string): void
  onSubmit(): void
}

/** Where an answer in words is typed. Enter sends, Shift and Enter begins a new line; an unfinished composition never sends. */
export function AnswerField({ label, value, placeholder, first, onChange, onSubmit }: AnswerFieldProps) {
  const ref = useAutosize(value, 200)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <textarea
      ref={ref}
      rows={1}
      className={styles['field']}
      aria-label={label ?? 'Your answer'}
      placeholder={placeholder}
      value={value}
      data-answer={first || undefined}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}
