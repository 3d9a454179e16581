import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import styles from './dialogs.module.css'

interface ChoiceListProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint: string }[]
  onChange(value: T): void
}

/** A few ways to go on, of which one is chosen. Arrow keys move. */
export function ChoiceList<T extends string>({ label, value, options, onChange }: ChoiceListProps<T>) {
  return (
    <RadioGroup<T>
      aria-label={label}
      className={styles['choices']}
      value={value}
      onValueChange={(next) => onChange(next)}
    >
      {options.map((option) => (
        <label key={option.value} className={styles['choice']}>
          <Radio.Root value={option.value} className={styles['radio']} aria-label={option.label}>
            <Radio.Indicator className={styles['dot']} />
          </Radio.Root>
          <span>
            <span className={styles['choiceLabel']}>{option.label}</span>
            <span className={styles['choiceHint']}>{option.hint}</span>
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
