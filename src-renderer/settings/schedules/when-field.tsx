import { TextField } from '../../components/text-field.tsx'
import type { WhenState } from './use-when-reading.ts'
import { WhenPreview } from './when-preview.tsx'
import styles from './schedule-form.module.css'

interface WhenFieldProps {
  readonly value: string
  readonly state: WhenState
  /** What is missing, once the form was submitted without it. */
  readonly error: string | undefined
  onChange(value: string): void
}

/** When, in words; below it what they were understood to mean and the next five instants. */
export function WhenField({ value, state, error, onChange }: WhenFieldProps) {
  const refused = state.kind === 'refused' ? state.message : undefined
  return (
    <div className={styles['when']}>
      <TextField
        label="When"
        value={value}
        placeholder="every weekday at 9"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        error={refused ?? error}
        hint={
          state.kind === 'empty'
            ? 'In your own words: “in 20 minutes”, “tomorrow at 8”, “every weekday at 9”, “every 2 hours until friday”.'
            : undefined
        }
        onChange={(event) => onChange(event.target.value)}
      />
      {state.kind === 'read' && <WhenPreview reading={state.reading} />}
      {state.kind === 'reading' && state.last && <WhenPreview reading={state.last} stale />}
    </div>
  )
}
