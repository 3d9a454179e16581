import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { classNames } from './class-names.ts'
import fieldStyles from './field.module.css'
import popupStyles from './popup.module.css'
import styles from './select.module.css'

export interface SelectOption<T extends string> {
  readonly value: T
  readonly label: string
  readonly hint?: string
}

interface SelectProps<T extends string> {
  readonly label: string
  /** Keeps the label for screen readers only, where the place says it already. */
  readonly hideLabel?: boolean
  readonly hint?: string
  readonly value: T
  readonly options: readonly SelectOption<T>[]
  readonly disabled?: boolean
  onChange(value: T): void
}

export function Select<T extends string>({
  label,
  hideLabel,
  hint,
  value,
  options,
  disabled,
  onChange,
}: SelectProps<T>) {
  return (
    <div className={fieldStyles['field']}>
      <Base.Root
        value={value}
        items={options.map((option) => ({ value: option.value, label: option.label }))}
        disabled={disabled ?? false}
        onValueChange={(next) => {
          if (next !== null) onChange(next)
        }}
      >
        <Base.Label
          className={hideLabel ? 'visually-hidden' : classNames(fieldStyles['label'], styles['label'])}
        >
          {label}
        </Base.Label>
        <Base.Trigger className={styles['trigger']}>
          <Base.Value className={styles['value']} />
          <Base.Icon>
            <ChevronsUpDown aria-hidden="true" />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className={popupStyles['positioner']} sideOffset={5} alignItemWithTrigger={false}>
            <Base.Popup className={popupStyles['popup']}>
              <Base.List>
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} className={popupStyles['item']}>
                    <span className={popupStyles['mark']}>
                      <Base.ItemIndicator>
                        <Check aria-hidden="true" />
                      </Base.ItemIndicator>
                    </span>
                    <span className={popupStyles['words']}>
                      <Base.ItemText>{option.label}</Base.ItemText>
                      {option.hint && <span className={popupStyles['hint']}>{option.hint}</span>}
                    </span>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {hint && <div className={fieldStyles['hint']}>{hint}</div>}
    </div>
  )
}
