import { TextField } from '../../../components/text-field.tsx'
import { dateIn, instantIn, systemZone, timeIn } from '../builder/zone-time.ts'
import styles from './dialogs.module.css'

/** A date and a time of this computer's clock, as they stand in their fields. */
export interface Moment {
  readonly date: string
  readonly time: string
}

/** The moment of an instant, to the minute. */
export function momentOf(at: number): Moment {
  const minute = at - (at % 60_000)
  return { date: dateIn(systemZone(), minute), time: timeIn(systemZone(), minute) }
}

/** Epoch milliseconds, or `null` while a field is empty. */
export function instantOf({ date, time }: Moment): number | null {
  return instantIn(systemZone(), date, time)
}

interface MomentFieldsProps {
  /** The names of the two fields. */
  readonly labels: readonly [date: string, time: string]
  readonly value: Moment
  readonly autoFocus?: boolean
  onChange(value: Moment): void
}

export function MomentFields({ labels, value, autoFocus = false, onChange }: MomentFieldsProps) {
  return (
    <div className={styles['range']}>
      <TextField
        label={labels[0]}
        type="date"
        autoFocus={autoFocus}
        value={value.date}
        onChange={(event) => onChange({ ...value, date: event.target.value })}
      />
      <TextField
        label={labels[1]}
        type="time"
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.target.value })}
      />
    </div>
  )
}
