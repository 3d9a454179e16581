import { CalendarCheck, History } from 'lucide-react'
import { useState } from 'react'
import type { Trigger } from '../../../src-shared/domain/schedule.ts'
import { classNames } from '../../components/class-names.ts'
import { useNow } from '../../platform/use-now.ts'
import { awayWords } from './away-words.ts'
import { systemZone } from './builder/zone-time.ts'
import { clockChangeWords } from './clock-change-words.ts'
import { instantWords } from './instant-words.ts'
import type { ClockChange, WhenReading } from './when-reading.ts'
import styles from './when-preview.module.css'

interface WhenPreviewProps {
  readonly reading: WhenReading
  /** The zone of the form, IANA or `''` for the system's: what a one-time trigger was said in. */
  readonly zone: string
  /** Whether it belongs to what was there before, while the present one is being read. */
  readonly stale?: boolean
}

const firstShown = 5
const numbers = ['', 'One', 'Two', 'Three', 'Four', 'Five']

/** What was understood, said back, and when it would fire, with the changes of the clock between. */
export function WhenPreview({ reading, zone: chosen, stale = false }: WhenPreviewProps) {
  const now = useNow()
  const [unfolded, setUnfolded] = useState(false)
  const { next, words, trigger, clockChanges } = reading
  const zone = zoneOf(trigger, chosen)
  const [first] = next
  const shown = unfolded ? next : next.slice(0, firstShown)
  const rest = next.length - shown.length
  return (
    <div className={classNames(styles['preview'], stale && styles['stale'])} aria-busy={stale || undefined}>
      <p className={styles['words']} role="status">
        <CalendarCheck aria-hidden="true" />
        {words}
        {first !== undefined && <span className={styles['first']}>{awayWords(first, now)}</span>}
      </p>
      {first === undefined ? (
        <p className={styles['never']}>It will not fire any more. Choose a time in the future.</p>
      ) : (
        <>
          <ol className={styles['instants']} aria-label="The next times">
            {shown.map((at, index) => (
              <li key={at} className={styles['instant']}>
                {changesBetween(clockChanges, shown[index - 1] ?? 0, at).map((change) => (
                  <span key={change.at} className={styles['change']}>
                    <History aria-hidden="true" />
                    {clockChangeWords(change, now, zone)}
                  </span>
                ))}
                <span className={styles['pill']}>{instantWords(at, now, zone)}</span>
              </li>
            ))}
          </ol>
          {rest > 0 && (
            <button type="button" className={styles['more']} onClick={() => setUnfolded(true)}>
              {numbers[rest] ?? rest} more
            </button>
          )}
          {zone !== systemZone() && <p className={styles['zone']}>Times are those of {zone}.</p>}
        </>
      )}
    </div>
  )
}

/** Whose clock the times are told by. An interval counts real time, so the user's own clock tells it. */
function zoneOf(trigger: Trigger, chosen: string): string {
  if (trigger.kind === 'cron') return trigger.timeZone
  return trigger.kind === 'once' && chosen !== '' ? chosen : systemZone()
}

function changesBetween(changes: readonly ClockChange[], from: number, to: number): readonly ClockChange[] {
  return changes.filter((change) => change.at > from && change.at <= to)
}
