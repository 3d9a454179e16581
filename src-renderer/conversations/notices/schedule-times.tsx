import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useNow } from '../../platform/use-now.ts'
import { awayWords } from '../../settings/schedules/away-words.ts'
import { instantWords } from '../../settings/schedules/instant-words.ts'
import { useScheduleTimes } from './use-schedule-times.ts'
import styles from './schedule-card.module.css'

/** When a schedule fires: the reading in words, and the next five times while it is on. */
export function ScheduleTimes({ schedule }: { readonly schedule: Schedule }) {
  const now = useNow()
  const { times, retry } = useScheduleTimes(schedule)
  const { enabled, nextAt, trigger } = schedule
  if (times.kind === 'loading') return <Skeleton lines={2} label="Working out the next times" />
  if (times.kind === 'failed') {
    return (
      <p className={styles['problem']} role="alert">
        The next times could not be worked out. {times.error.message}
        <Button size="s" onClick={retry}>
          Try again
        </Button>
      </p>
    )
  }
  const zone = trigger.kind === 'cron' ? trigger.timeZone : undefined
  const next = enabled && nextAt !== null ? times.at.filter((at) => at > now) : []
  const [first] = next
  return (
    <>
      <p className={styles['words']}>
        {times.words}
        {first !== undefined && <span className={styles['away']}>{awayWords(first, now)}</span>}
      </p>
      {next.length > 0 && (
        <ol className={styles['instants']} aria-label="The next times">
          {next.map((at) => (
            <li key={at}>
              <time dateTime={new Date(at).toISOString()}>{instantWords(at, now, zone)}</time>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
