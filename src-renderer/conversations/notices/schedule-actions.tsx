import { useRef, useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { scheduleState } from './schedule-state.ts'
import styles from './schedule-card.module.css'

interface ScheduleActionsProps {
  readonly schedule: Schedule
  /** The schedule as it was when it was cancelled here. */
  onCancelled(schedule: Schedule): void
}

/** Save, Change and Cancel, as far as they are still to be decided. */
export function ScheduleActions({ schedule, onCancelled }: ScheduleActionsProps) {
  const changeButton = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState<'save' | 'cancel' | null>(null)
  const { id, confirmed } = schedule
  const undecided = !confirmed && scheduleState(schedule).kind !== 'finished'

  const save = async (): Promise<void> => {
    setBusy('save')
    const result = await call('schedules.update', { id, confirmed: true })
    setBusy(null)
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
    // The button that was pressed goes away.
    changeButton.current?.focus()
  }
  const change = async (): Promise<void> => {
    const result = await call('app.showSettings', { tab: 'Schedules', scheduleId: id })
    if (!result.ok) toastError(result.error)
  }
  const cancel = async (): Promise<void> => {
    setBusy('cancel')
    const result = await call('schedules.remove', { id })
    if (!result.ok) {
      setBusy(null)
      return toastError(result.error)
    }
    onCancelled(schedule)
    scheduleStore.remove(id)
  }
  return (
    <div className={styles['foot']}>
      {undecided && (
        <Button size="s" variant="solid" busy={busy === 'save'} onClick={() => void save()}>
          Save
        </Button>
      )}
      <Button ref={changeButton} size="s" onClick={() => void change()}>
        Change
      </Button>
      {undecided && (
        <Button size="s" variant="quiet" busy={busy === 'cancel'} onClick={() => void cancel()}>
          Cancel
        </Button>
      )}
    </div>
  )
}
