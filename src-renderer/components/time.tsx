import { useNow } from '../platform/use-now.ts'
import { absoluteTime, clockTime, dayName, momentTime, relativeTime } from './format-time.ts'
import { Tooltip } from './tooltip.tsx'
import styles from './time.module.css'

const written = { relative: relativeTime, moment: momentTime, clock: clockTime, day: dayName } as const

interface TimeProps {
  /** Epoch milliseconds. */
  readonly at: number
  /** `relative`: "12 min ago"; `clock`: "14:02"; `day`: "Yesterday"; `moment`: "Yesterday, 14:02". */
  readonly show?: keyof typeof written
}

/** An instant in words that stay true while they are looked at; the exact time is in the tooltip. */
export function Time({ at, show = 'relative' }: TimeProps) {
  const now = useNow()
  const words = written[show](at, now)
  return (
    <Tooltip text={absoluteTime(at)}>
      <time className={styles['time']} dateTime={new Date(at).toISOString()}>
        {words}
      </time>
    </Tooltip>
  )
}
