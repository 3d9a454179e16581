import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { Incident } from '../../../src-shared/domain/incident.ts'
import { Button } from '../../components/button.tsx'
import { toast, toastError } from '../../components/toast.ts'
import { incidentStore } from '../../stores/incident-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { ScheduleTroubleActions } from './schedule-trouble-actions.tsx'
import styles from './incident-actions.module.css'

/** What can be done about a trouble that lasts. */
export function IncidentActions({ incident }: { readonly incident: Incident }) {
  const [trying, setTrying] = useState(false)
  const { id, scope, scheduleId } = incident
  const schedule = scheduleStore.use((state) =>
    scheduleId === null ? undefined : state.byId.get(scheduleId),
  )
  const retry = async (): Promise<void> => {
    setTrying(true)
    const result = await call('incidents.retry', { id })
    setTrying(false)
    if (!result.ok) return toastError(result.error)
    incidentStore.put(result.data)
    toast('Trying again. This is settled as soon as something succeeds.')
  }
  const openModels = async (): Promise<void> => {
    const result = await call('app.showSettings', { tab: 'Models' })
    if (!result.ok) toastError(result.error)
  }
  // Nothing is left to do about a schedule that was removed; its trouble is settled in a moment.
  if (scope === 'schedule' && !schedule) return null
  return (
    <div className={styles['actions']} role="group" aria-label="What to do about it">
      <Button
        size="s"
        variant="solid"
        data-answer
        icon={<RotateCw aria-hidden="true" />}
        busy={trying}
        onClick={() => void retry()}
      >
        Retry now
      </Button>
      {scope === 'model' && (
        <Button size="s" onClick={() => void openModels()}>
          Open Models
        </Button>
      )}
      {schedule && <ScheduleTroubleActions schedule={schedule} />}
    </div>
  )
}
