import { CalendarClock, CornerDownRight, History, MessageSquare, Search, Settings2 } from 'lucide-react'
import { Keys } from '../components/keys.tsx'
import type { PaletteItem } from './palette-item.ts'
import styles from './command-palette.module.css'

const icons = {
  chat: MessageSquare,
  schedule: CalendarClock,
  run: History,
  settings: Settings2,
  setting: Settings2,
  action: CornerDownRight,
  search: Search,
} as const

interface PaletteLineProps {
  readonly id: string
  readonly item: PaletteItem
  readonly active: boolean
  onPoint(): void
  onChoose(): void
}

/** One thing that can be chosen. The focus stays in the field above. */
export function PaletteLine({ id, item, active, onPoint, onChoose }: PaletteLineProps) {
  const Icon = icons[item.kind]
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={styles['line']}
      data-active={active || undefined}
      // A pointer that only lies there while the list changes under it chooses nothing.
      onPointerMove={active ? undefined : onPoint}
      onClick={onChoose}
    >
      <Icon aria-hidden="true" />
      <span className={styles['words']}>{item.words}</span>
      {item.hint && <span className={styles['hint']}>{item.hint}</span>}
      {item.keys && <Keys keys={item.keys} />}
    </div>
  )
}
