import { Pause } from 'lucide-react'
import { useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { toast, toastError } from '../../components/toast.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'

/** Pauses or changes a schedule that keeps failing. */
export function ScheduleTroubleActions({ schedule }: { readonly schedule: Schedule }) {
  const [pausing, setPausing] = useState(false)
  const { id, title, enabled } = schedule
  const pause = async (): Promise<void> => {
    setPausing(true)
    const result = await call('schedules.pause', { id, reason: 'It kept failing' })
    setPausing(false)
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
    toast(`“${title}” is paused. Resume it in Settings, Schedules.`)
  }
  const edit = async (): Promise<void> => {
    const result = await call('app.showSettings', { tab: 'Schedules', scheduleId: id })
    if (!result.ok) toastError(result.error)
  }
  return (
    <>
      {enabled && (
        <Button size="s" icon={<Pause aria-hidden="true" />} busy={pausing} onClick={() => void pause()}>
          Pause
        </Button>
      )}
      <Button size="s" onClick={() => void edit()}>
        Edit
      </Button>
    </>
  )
}
