import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { type DurationDraft, durationUnits } from './duration-draft.ts'
import styles from './duration-field.module.css'

interface DurationFieldProps {
  readonly label: string
  readonly value: DurationDraft
  readonly error?: string | undefined
  onChange(value: DurationDraft): void
}

/** A length of time: a number and its unit. */
export function DurationField({ label, value, error, onChange }: DurationFieldProps) {
  return (
    <div className={styles['duration']}>
      <TextField
        label={label}
        inputMode="decimal"
        value={value.amount}
        error={error}
        onChange={(event) => onChange({ ...value, amount: event.target.value })}
      />
      <div className={styles['unit']}>
        <Select
          hideLabel
          label={`Unit of “${label}”`}
          value={value.unit}
          options={durationUnits.map((unit) => ({ value: unit, label: unit }))}
          onChange={(unit) => onChange({ ...value, unit })}
        />
      </div>
    </div>
  )
}
