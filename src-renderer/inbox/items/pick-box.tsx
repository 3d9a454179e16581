import { Check } from 'lucide-react'
import { toggleSelected } from '../inbox-selection.ts'
import styles from './inbox-item.module.css'

interface PickBoxProps {
  readonly id: string
  readonly title: string
  readonly selected: boolean
}

/** Selects an item for an action on several. It stands where the icon is while the item is pointed at or any is selected. */
export function PickBox({ id, title, selected }: PickBoxProps) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={selected}
      aria-label={`Select “${title}”`}
      className={styles['pick']}
      onClick={() => toggleSelected(id)}
    >
      <span className={styles['box']}>{selected && <Check aria-hidden="true" strokeWidth={3} />}</span>
    </button>
  )
}
