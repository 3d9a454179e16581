import { Switch as Base } from '@base-ui/react/switch'
import styles from '../components/switch.module.css'

interface BareSwitchProps {
  /** The accessible name; what it switches is shown beside it. */
  readonly label: string
  readonly checked: boolean
  onChange(checked: boolean): void
}

/** The switch alone, for a row that says in its own words what it switches. */
export function BareSwitch({ label, checked, onChange }: BareSwitchProps) {
  return (
    <Base.Root className={styles['switch']} checked={checked} aria-label={label} onCheckedChange={onChange}>
      <Base.Thumb className={styles['thumb']} />
    </Base.Root>
  )
}
