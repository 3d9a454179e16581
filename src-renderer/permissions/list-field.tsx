import { Plus, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { TextField } from '../components/text-field.tsx'
import type { ItemReading } from './read-host.ts'
import styles from './list-field.module.css'

interface ListFieldProps {
  readonly label: string
  /** What the list is of, for screen readers: "Hosts that commands may reach". */
  readonly listLabel: string
  readonly values: readonly string[]
  readonly placeholder: string
  readonly hint?: ReactNode
  /** Where the list is empty. */
  readonly empty?: string | undefined
  readonly most: number
  read(text: string): ItemReading
  /** A value in words; the value itself where it is left out. */
  readonly words?: (value: string) => string
  onChange(values: readonly string[]): void
}

/** A list of short texts: a field that adds what is right and says what is wrong, and what is there with a way to remove it. */
export function ListField(props: ListFieldProps) {
  const { label, listLabel, values, placeholder, hint, empty, most, read, words, onChange } = props
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const field = useRef<HTMLInputElement>(null)
  const add = (): void => {
    if (text.trim() === '') return
    const reading = read(text)
    if (!reading.ok) return setProblem(reading.problem)
    if (values.length >= most) return setProblem(`At most ${most}.`)
    if (!values.includes(reading.value)) onChange([...values, reading.value])
    setText('')
    setProblem(undefined)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    add()
  }
  return (
    <div className={styles['list']}>
      <div className={styles['adding']}>
        <TextField
          ref={field}
          label={label}
          value={text}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="off"
          hint={hint}
          error={problem}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(undefined)
          }}
          onKeyDown={onKeyDown}
        />
        <Button
          icon={<Plus aria-hidden="true" />}
          aria-label={`Add to: ${listLabel}`}
          disabled={text.trim() === ''}
          onClick={add}
        >
          Add
        </Button>
      </div>
      {values.length === 0 && empty && <p className={styles['empty']}>{empty}</p>}
      {values.length > 0 && (
        <ul className={styles['values']} aria-label={listLabel}>
          {values.map((value) => {
            const shown = words?.(value) ?? value
            return (
              <li key={value} className={styles['value']}>
                <span className={words ? undefined : styles['code']}>{shown}</span>
                <IconButton
                  size="s"
                  label={`Remove ${shown}`}
                  icon={<X aria-hidden="true" />}
                  onClick={() => onChange(values.filter((one) => one !== value))}
                />
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
