import { Switch as Base } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'
import styles from './switch.module.css'

interface SwitchProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  onChange(checked: boolean): void
}

/** A setting that is on or off at once: words on the left, the switch on the right. */
export function Switch({ label, hint, checked, disabled, onChange }: SwitchProps) {
  const labelId = useId()
  const hintId = useId()
  return (
    <label className={styles['row']} data-setting={label}>
      <span className={styles['words']}>
        <span id={labelId} className={styles['label']}>
          {label}
        </span>
        {hint && (
          <span id={hintId} className={styles['hint']}>
            {hint}
          </span>
        )}
      </span>
      <Base.Root
        className={styles['switch']}
        checked={checked}
        disabled={disabled ?? false}
        aria-labelledby={labelId}
        aria-describedby={hint ? hintId : undefined}
        onCheckedChange={(next) => onChange(next)}
      >
        <Base.Thumb className={styles['thumb']} />
      </Base.Root>
    </label>
  )
}
