import { useMemo } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Dormouse, type Mood } from '../../components/dormouse.tsx'
import { relativeTime } from '../../components/format-time.ts'
import { useNow } from '../../platform/use-now.ts'
import { incidentStore, openHolds } from '../../stores/incident-store.ts'
import { useInboxCounts } from '../../stores/inbox-store.ts'
import { nextSchedule, scheduleStore } from '../../stores/schedule-store.ts'
import { useSettingsStore } from '../../stores/settings-store.ts'
import { useStatusStore } from '../../stores/status-store.ts'
import { HoldLine } from './hold-line.tsx'
import styles from './resting-status.module.css'

/** What the dormouse is doing right now, and when it wakes next or why it cannot. */
export function RestingStatus() {
  const now = useNow()
  const { byId: schedules, load } = scheduleStore.use()
  const incidents = incidentStore.use((state) => state.byId)
  const running = useStatusStore((state) => state.status?.running ?? 0)
  const paused = useSettingsStore((state) => state.settings?.schedulesPaused ?? false)
  const next = useMemo(() => nextSchedule(schedules), [schedules])
  const [hold] = useMemo(() => openHolds(incidents), [incidents])
  const waiting = useInboxCounts((counts) => counts.waiting)
  const mood: Mood = waiting > 0 ? 'needs-you' : running > 0 ? 'working' : 'asleep'
  const words = waiting > 0 ? `${waiting} waiting for you` : running > 0 ? `Working on ${running}` : 'Asleep'
  const wakes = paused ? 'Schedules are paused' : next ? nextWords(next, now) : 'Nothing is scheduled'
  if (load.kind !== 'ready') return <div className={styles['status']} />
  return (
    <div className={styles['status']}>
      <Dormouse mood={mood} size={34} />
      <div className={styles['words']}>
        <div className={styles['mood']}>{words}</div>
        {hold ? (
          <HoldLine hold={hold} />
        ) : (
          <div className={styles['next']} title={wakes}>
            {wakes}
          </div>
        )}
      </div>
    </div>
  )
}

function nextWords({ title, nextAt }: Schedule, now: number): string {
  // The time first: it is what must not be cut off.
  return nextAt === null
    ? title
    : `Next ${relativeTime(nextAt, now).replace('Tomorrow', 'tomorrow')}: ${title}`
}
