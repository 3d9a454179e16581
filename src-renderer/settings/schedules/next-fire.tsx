import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { useNow } from '../../platform/use-now.ts'
import { awayWords } from './away-words.ts'
import { offsetAt, systemZone } from './builder/zone-time.ts'
import { instantWords } from './instant-words.ts'
import { usePausedSince } from './use-paused-since.ts'
import styles from './schedules-tab.module.css'

/** When it fires next, both ways of saying it, or why it does not. */
export function NextFire({ schedule }: { readonly schedule: Schedule }) {
  const now = useNow()
  const since = usePausedSince(schedule)
  const { nextAt, enabled, pausedReason, trigger } = schedule
  if (!enabled) {
    const why = pausedReason ?? 'Paused'
    const from = since === null ? '' : `, since ${instantWords(since - (since % 60_000), now)}`
    return <span className={styles['why']}>{why + from}</span>
  }
  if (nextAt === null) return <span className={styles['why']}>Finished</span>
  // The words of the trigger beside it tell the time by another clock.
  const isElsewhere =
    trigger.kind === 'cron' && offsetAt(trigger.timeZone, nextAt) !== offsetAt(systemZone(), nextAt)
  return (
    <time dateTime={new Date(nextAt).toISOString()} className={styles['next']}>
      Next {awayWords(nextAt, now)}, {instantWords(nextAt, now)}
      {isElsewhere && ' your time'}
    </time>
  )
}
