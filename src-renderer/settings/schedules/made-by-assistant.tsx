import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import styles from './schedules-tab.module.css'

/** The quiet mark of a schedule that the assistant made and nobody has saved yet. It is armed all the same. */
export function MadeByAssistant({ schedule }: { readonly schedule: Schedule }) {
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const result = await call('schedules.update', { id: schedule.id, confirmed: true })
    setBusy(false)
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
  }
  return (
    <p className={styles['made']}>
      <Sparkles aria-hidden="true" />
      Made by the assistant
      <Button
        size="s"
        variant="quiet"
        busy={busy}
        aria-label={`Save “${schedule.title}”`}
        onClick={() => void save()}
      >
        Save
      </Button>
    </p>
  )
}
