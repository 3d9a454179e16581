import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { Badge } from './badge.tsx'
import styles from './segmented.module.css'

interface SegmentedProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly count?: number }[]
  onChange(value: T): void
}

/** A small set of views of the same list, of which one is on. Arrow keys move. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <ToggleGroup
      className={styles['group']}
      aria-label={label}
      value={[value]}
      onValueChange={(next: T[]) => {
        const [chosen] = next
        if (chosen) onChange(chosen)
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles['option']}>
          {option.label}
          {option.count ? <Badge count={option.count} /> : null}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
