import { Plus } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { Dormouse } from '../../components/dormouse.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toastError } from '../../components/toast.ts'
import { loadSchedules, scheduleStore } from '../../stores/schedule-store.ts'
import { useSettingsStore } from '../../stores/settings-store.ts'
import { saveSetting } from '../save-setting.ts'
import { SettingsPage } from '../settings-page.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import { ScheduleList } from './schedule-list.tsx'
import { sortSchedules } from './sort-schedules.ts'
import { useOpenedSchedule } from './use-opened-schedule.ts'
import type { FormSubject } from './use-schedule-form.ts'
import { readTrigger } from './when-reading.ts'
import styles from './schedules-tab.module.css'

/** Every schedule: what fires next, what is paused, and the form to make and change one. */
export function SchedulesTab() {
  const load = scheduleStore.use((state) => state.load)
  const byId = scheduleStore.use((state) => state.byId)
  const paused = useSettingsStore((state) => state.settings?.schedulesPaused ?? false)
  const [subject, setSubject] = useState<FormSubject | null>(null)
  const schedules = useMemo(() => sortSchedules([...byId.values()]), [byId])
  const create = (): void => setSubject({ kind: 'new', schedule: null, known: null })
  const open = useCallback((kind: 'edit' | 'duplicate', schedule: Schedule): void => {
    void readTrigger(schedule.trigger, schedule.policies.bounds).then((result) => {
      if (result.ok) setSubject({ kind, schedule, known: result.data })
      else toastError(result.error)
    })
  }, [])
  useOpenedSchedule(subject !== null, (schedule) => open('edit', schedule))
  return (
    <SettingsPage
      title="Schedules"
      actions={
        <Button variant="solid" icon={<Plus aria-hidden="true" />} onClick={create}>
          New schedule
        </Button>
      }
    >
      {paused && (
        <div className={styles['paused']} role="status">
          All schedules are paused: nothing fires.
          <Button size="s" onClick={() => saveSetting({ schedulesPaused: false })}>
            Resume all
          </Button>
        </div>
      )}
      {load.kind === 'loading' && <Skeleton lines={6} label="Loading the schedules" />}
      {load.kind === 'failed' && (
        <ErrorState
          title="The schedules could not be loaded."
          error={load.error}
          onRetry={() => void loadSchedules()}
        />
      )}
      {load.kind === 'ready' && schedules.length === 0 && (
        <EmptyState picture={<Dormouse mood="asleep" size={112} />} title="Nothing is scheduled.">
          A schedule wakes the assistant at a time you say in words, or just reminds you. You can also ask for
          one in a conversation: “every weekday at 9, tell me what changed”.
        </EmptyState>
      )}
      {load.kind === 'ready' && schedules.length > 0 && <ScheduleList schedules={schedules} onOpen={open} />}
      {subject && (
        <ScheduleForm
          key={`${subject.kind} ${subject.schedule?.id ?? ''}`}
          subject={subject}
          onClose={() => setSubject(null)}
        />
      )}
    </SettingsPage>
  )
}
