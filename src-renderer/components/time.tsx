import { useNow } from '../platform/use-now.ts'
import { absoluteTime, clockTime, dayName, relativeTime } from './format-time.ts'
import { Tooltip } from './tooltip.tsx'
import styles from './time.module.css'

interface TimeProps {
  /** Epoch milliseconds. */
  readonly at: number
  /** `relative`: "12 min ago"; `clock`: "14:02"; `day`: "Yesterday". */
  readonly show?: 'relative' | 'clock' | 'day'
}

/** An instant in words that stay true while they are looked at; the exact time is in the tooltip. */
export function Time({ at, show = 'relative' }: TimeProps) {
  const now = useNow()
  const words =
    show === 'relative' ? relativeTime(at, now) : show === 'clock' ? clockTime(at) : dayName(at, now)
  return (
    <Tooltip text={absoluteTime(at)}>
      <time className={styles['time']} dateTime={new Date(at).toISOString()}>
        {words}
      </time>
    </Tooltip>
  )
}
