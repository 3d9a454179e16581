import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { classNames } from '../../../components/class-names.ts'
import fieldStyles from '../../../components/field.module.css'
import styles from './builder.module.css'

interface DayTogglesProps {
  readonly label: string
  /** Names the set for the looks: a row of weekdays, or the leaf of a calendar. */
  readonly looks: 'week' | 'month'
  /** `name` is for a screen reader, where the label alone says too little. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly name?: string }[]
  readonly chosen: readonly string[]
  readonly hint?: string | undefined
  onChange(chosen: readonly string[]): void
}

/** Days, any number of which are chosen. One stop of the Tab key; the arrow keys move inside. */
export function DayToggles({ label, looks, options, chosen, hint, onChange }: DayTogglesProps) {
  return (
    <div className={fieldStyles['field']}>
      <span className={fieldStyles['label']} aria-hidden="true">
        {label}
      </span>
      <ToggleGroup
        multiple
        aria-label={label}
        className={classNames(styles['days'], styles[looks])}
        value={chosen}
        onValueChange={(next: string[]) => onChange(next)}
      >
        {options.map((option) => (
          <Toggle
            key={option.value}
            value={option.value}
            aria-label={option.name}
            className={classNames(styles['day'], option.label.length > 2 && styles['wide'])}
          >
            {option.label}
          </Toggle>
        ))}
      </ToggleGroup>
      {hint && <div className={fieldStyles['hint']}>{hint}</div>}
    </div>
  )
}
