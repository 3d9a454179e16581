import type { ReactNode } from 'react'
import type { Stride } from '../../../../src-shared/domain/schedule.ts'
import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { BuilderState } from './builder-state.ts'
import styles from './builder.module.css'

interface StrideFieldsProps {
  readonly state: BuilderState
  /** The days within every so-manieth week or month. */
  readonly children: ReactNode
  onChange(change: Partial<BuilderState>): void
}

const units: readonly { readonly value: Stride['unit']; readonly label: string }[] = [
  { value: 'day', label: 'days' },
  { value: 'week', label: 'weeks' },
  { value: 'month', label: 'months' },
]
const hints: Record<Stride['unit'], string> = {
  day: 'This day counts as the first.',
  week: 'The week of this day counts as the first; weeks begin on Monday.',
  month: 'The month of this day counts as the first.',
}

/** Every how many days, weeks or months, and counted from where. */
export function StrideFields({ state, children, onChange }: StrideFieldsProps) {
  return (
    <>
      <div className={styles['inline']}>
        <TextField
          label="Every"
          inputMode="numeric"
          value={state.strideCount}
          onChange={(event) => onChange({ strideCount: event.target.value })}
        />
        <Select
          label="Unit"
          value={state.strideUnit}
          options={units}
          onChange={(strideUnit) => onChange({ strideUnit })}
        />
        <TextField
          label="Counted from"
          type="date"
          value={state.strideFrom}
          onChange={(event) => onChange({ strideFrom: event.target.value })}
        />
      </div>
      <p className={styles['note']}>{hints[state.strideUnit]}</p>
      {children}
    </>
  )
}
