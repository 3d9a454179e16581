import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { useNow } from '../../platform/use-now.ts'
import { awayWords } from './away-words.ts'
import { instantWords } from './instant-words.ts'
import { usePausedSince } from './use-paused-since.ts'
import styles from './schedules-tab.module.css'

/** When it fires next, both ways of saying it, or why it does not. */
export function NextFire({ schedule }: { readonly schedule: Schedule }) {
  const now = useNow()
  const since = usePausedSince(schedule)
  const { nextAt, enabled, pausedReason } = schedule
  if (!enabled) {
    const why = pausedReason ?? 'Paused'
    const from = since === null ? '' : `, since ${instantWords(since - (since % 60_000), now)}`
    return <span className={styles['why']}>{why + from}</span>
  }
  if (nextAt === null) return <span className={styles['why']}>Finished</span>
  return (
    <time dateTime={new Date(nextAt).toISOString()} className={styles['next']}>
      Next {awayWords(nextAt, now)}, {instantWords(nextAt, now)}
    </time>
  )
}
