import { CircleAlert } from 'lucide-react'
import { useId } from 'react'
import { Select } from '../../../components/select.tsx'
import fieldStyles from '../../../components/field.module.css'
import type { BuilderState, Shape } from './builder-state.ts'
import { ShapeFields } from './shape-fields.tsx'
import { TimesField } from './times-field.tsx'
import styles from './builder.module.css'

interface BuilderFieldsProps {
  readonly state: BuilderState
  readonly error: string | undefined
  onChange(state: BuilderState): void
}

const shapes: readonly { readonly value: Shape; readonly label: string; readonly hint?: string }[] = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'On weekdays', hint: 'Monday to Friday' },
  { value: 'weekly', label: 'On chosen days of the week' },
  { value: 'monthly-date', label: 'Every month, by date', hint: 'The 1st, the 15th, the last day' },
  { value: 'monthly-weekday', label: 'Every month, by weekday', hint: 'The second Tuesday, the last Friday' },
  { value: 'yearly', label: 'Every year' },
  { value: 'every', label: 'Every few minutes or hours' },
  { value: 'stride', label: 'Every few days, weeks or months', hint: 'Every other week' },
  { value: 'once', label: 'Once' },
  { value: 'cron', label: 'Cron expression', hint: 'For experts' },
]
const withTimes: readonly Shape[] = [
  'daily',
  'weekdays',
  'weekly',
  'monthly-date',
  'monthly-weekday',
  'yearly',
  'stride',
]

/** When, step by step: what kind of rhythm, and then what that kind needs. */
export function BuilderFields({ state, error, onChange }: BuilderFieldsProps) {
  const noteId = useId()
  const change = (patch: Partial<BuilderState>): void => onChange({ ...state, ...patch })
  return (
    <div
      role="group"
      aria-label="When"
      aria-describedby={error ? noteId : undefined}
      className={styles['builder']}
    >
      <Select
        label="How often"
        value={state.shape}
        options={shapes}
        onChange={(shape) => change({ shape })}
      />
      <ShapeFields state={state} onChange={change} />
      {withTimes.includes(state.shape) && (
        <TimesField times={state.times} onChange={(times) => change({ times })} />
      )}
      {error && (
        <div id={noteId} className={fieldStyles['error']} role="alert">
          <CircleAlert aria-hidden="true" />
          {error}
        </div>
      )}
    </div>
  )
}
