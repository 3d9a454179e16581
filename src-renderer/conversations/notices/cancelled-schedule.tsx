import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { boundsLeft } from './use-schedule-times.ts'
import styles from './schedule-card.module.css'

interface CancelledScheduleProps {
  /** The schedule as it was, if it was cancelled here; else it was removed elsewhere, or long ago. */
  readonly cancelled: Schedule | null
}

/** What stands in the card of a schedule that is gone, and the way back right after it was cancelled here. */
export function CancelledSchedule({ cancelled }: CancelledScheduleProps) {
  const [undoing, setUndoing] = useState(false)
  const [newId, setNewId] = useState<string | null>(null)
  const undo = async (schedule: Schedule): Promise<void> => {
    const { title, action, trigger, policies, deliverTo, enabled, followsSystemZone } = schedule
    setUndoing(true)
    const result = await call('schedules.create', {
      title,
      action,
      trigger,
      policies: { ...policies, bounds: boundsLeft(schedule) },
      deliverTo,
      enabled,
      followsSystemZone,
    })
    setUndoing(false)
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
    setNewId(result.data.id)
  }
  if (newId !== null) {
    return (
      <>
        <p className={styles['note']}>It was cancelled, and you set it again as a new schedule.</p>
        <div className={styles['foot']}>
          <Button
            size="s"
            autoFocus
            onClick={() => void call('app.showSettings', { tab: 'Schedules', scheduleId: newId })}
          >
            Change
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      <p className={styles['note']}>It will not run any more. What it did so far is kept in Runs.</p>
      {cancelled && (
        <div className={styles['foot']}>
          <Button
            size="s"
            // The button that was pressed is gone; the keys go on from here.
            autoFocus
            icon={<Undo2 aria-hidden="true" />}
            busy={undoing}
            onClick={() => void undo(cancelled)}
          >
            Undo
          </Button>
        </div>
      )}
    </>
  )
}
