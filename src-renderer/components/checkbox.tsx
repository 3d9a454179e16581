import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './checkbox.module.css'

interface CheckboxProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  onChange(checked: boolean): void
}

export function Checkbox({ label, checked, disabled, onChange }: CheckboxProps) {
  return (
    <label className={styles['row']}>
      <Base.Root
        className={styles['box']}
        checked={checked}
        disabled={disabled ?? false}
        onCheckedChange={(next) => onChange(next)}
      >
        <Base.Indicator className={styles['mark']}>
          <Check aria-hidden="true" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      {label}
    </label>
  )
}
