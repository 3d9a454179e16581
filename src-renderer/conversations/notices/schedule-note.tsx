import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { useSettingsStore } from '../../stores/settings-store.ts'
import { scheduleState } from './schedule-state.ts'
import styles from './schedule-card.module.css'

/** What the card says about the schedule as it stands, where its head and its times do not say it all. */
export function ScheduleNote({ schedule }: { readonly schedule: Schedule }) {
  const allPaused = useSettingsStore((state) => state.settings?.schedulesPaused ?? false)
  const words = noteWords(schedule, allPaused)
  return words !== null && <p className={styles['note']}>{words}</p>
}

function noteWords(schedule: Schedule, allPaused: boolean): string | null {
  const state = scheduleState(schedule)
  const fires = state.kind === 'unsaved' || state.kind === 'saved'
  if (allPaused && fires) return 'All schedules are paused: it runs again once you resume them in Settings.'
  switch (state.kind) {
    case 'unsaved':
      return schedule.lastRunId === null
        ? 'It is set already, and runs as shown even if you press nothing here.'
        : 'It has run already, and goes on as shown even if you press nothing here.'
    case 'paused':
      return state.reason === null ? 'It is paused.' : `It is paused: ${state.reason}`
    case 'finished':
      return 'It will not run any more. Change its time to use it again.'
    case 'saved':
    case 'cancelled':
      return null
    default:
      return assertNever(state)
  }
}
