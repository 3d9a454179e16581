import { CalendarCheck } from 'lucide-react'
import { classNames } from '../../components/class-names.ts'
import { useNow } from '../../platform/use-now.ts'
import { awayWords } from './away-words.ts'
import { instantWords } from './instant-words.ts'
import type { WhenReading } from './when-reading.ts'
import styles from './schedule-form.module.css'

interface WhenPreviewProps {
  readonly reading: WhenReading
  /** Whether it belongs to an earlier text, while the present one is being read. */
  readonly stale?: boolean
}

/** What was understood, said back, and when it would fire. */
export function WhenPreview({ reading, stale = false }: WhenPreviewProps) {
  const now = useNow()
  const [first] = reading.next
  return (
    <div className={classNames(styles['preview'], stale && styles['stale'])} aria-busy={stale || undefined}>
      <p className={styles['words']} role="status">
        <CalendarCheck aria-hidden="true" />
        {reading.words}
        {first !== undefined && <span className={styles['first']}>{awayWords(first, now)}</span>}
      </p>
      {first === undefined ? (
        <p className={styles['never']}>It will not fire any more. Say a time in the future.</p>
      ) : (
        <ol className={styles['instants']} aria-label="The next times">
          {reading.next.map((at) => (
            <li key={at}>{instantWords(at, now)}</li>
          ))}
        </ol>
      )}
    </div>
  )
}
