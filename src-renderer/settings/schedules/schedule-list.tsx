import { useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastError } from '../../components/toast.ts'
import { ListEnd } from '../../inbox/list-end.tsx'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { ScheduleRow } from './schedule-row.tsx'
import styles from './schedules-tab.module.css'

interface ScheduleListProps {
  readonly schedules: readonly Schedule[]
  onOpen(kind: 'edit' | 'duplicate', schedule: Schedule): void
}

const step = 40

/** The schedules, drawn as far as they were scrolled to. */
export function ScheduleList({ schedules, onOpen }: ScheduleListProps) {
  const [drawn, setDrawn] = useState(step)
  const [doomed, setDoomed] = useState<Schedule | null>(null)
  const remove = async (): Promise<void> => {
    if (!doomed) return
    const result = await call('schedules.remove', { id: doomed.id })
    if (result.ok) scheduleStore.remove(doomed.id)
    else toastError(result.error)
  }
  return (
    <>
      <ul className={styles['list']} aria-label="Schedules">
        {schedules.slice(0, drawn).map((schedule) => (
          <ScheduleRow key={schedule.id} schedule={schedule} onOpen={onOpen} onDelete={setDoomed} />
        ))}
      </ul>
      {drawn < schedules.length && (
        <ListEnd
          key={drawn}
          onReached={() => {
            setDrawn(drawn + step)
            return Promise.resolve(true)
          }}
        />
      )}
      <ConfirmDialog
        open={doomed !== null}
        danger
        title={`Delete “${doomed?.title ?? ''}”?`}
        description="It will not fire any more. Its runs and their results stay. This cannot be undone."
        action="Delete schedule"
        onConfirm={remove}
        onClose={() => setDoomed(null)}
      />
    </>
  )
}
