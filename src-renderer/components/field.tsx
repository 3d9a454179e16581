import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

export interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong and what to do; replaces the hint. */
  readonly error?: string | undefined
}

interface ControlIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

/** A label above a control, with a hint or an error below that belongs to the control for a screen reader too. */
export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId()
  const noteId = useId()
  const note = error ?? hint
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && (
        <div
          id={noteId}
          className={error ? styles['error'] : styles['hint']}
          role={error ? 'alert' : undefined}
        >
          {error && <CircleAlert aria-hidden="true" />}
          {note}
        </div>
      )}
    </div>
  )
}
