import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { useNow } from '../../platform/use-now.ts'
import { awayWords } from './away-words.ts'
import { instantWords } from './instant-words.ts'
import styles from './schedules-tab.module.css'

/** When it fires next, both ways of saying it, or why it does not. */
export function NextFire({ schedule }: { readonly schedule: Schedule }) {
  const now = useNow()
  const { nextAt, enabled, pausedReason } = schedule
  if (!enabled) return <span className={styles['why']}>{pausedReason ?? 'Paused'}</span>
  if (nextAt === null) return <span className={styles['why']}>Finished</span>
  return (
    <time dateTime={new Date(nextAt).toISOString()} className={styles['next']}>
      Next {awayWords(nextAt, now)}, {instantWords(nextAt, now)}
    </time>
  )
}
