import { ArrowLeft, MessagesSquare, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { isActiveRun, type Run } from '../../src-shared/domain/run.ts'
import { Button } from '../components/button.tsx'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { toastError } from '../components/toast.ts'
import { goTo } from '../main-window/place-store.ts'
import { runStore } from '../stores/run-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { call } from '../transport/call.ts'
import styles from './run-page.module.css'

/** The head of a run's page: its name, how it stands, and what can be done with it. */
export function RunHeader({ run }: { readonly run: Run }) {
  const [asksCancel, setAsksCancel] = useState(false)
  const [starting, setStarting] = useState(false)
  const { scheduleId } = run
  const canRepeat = scheduleStore.use((state) => scheduleId !== null && state.byId.has(scheduleId))
  const conversationId = run.deliverTo ?? run.conversationId

  const cancel = async (): Promise<void> => {
    const result = await call('runs.cancel', { id: run.id })
    if (!result.ok) return toastError(result.error)
    runStore.put(result.data)
  }
  const repeat = async (): Promise<void> => {
    if (scheduleId === null) return
    setStarting(true)
    const result = await call(run.dryRun ? 'schedules.dryRun' : 'schedules.runNow', { id: scheduleId })
    setStarting(false)
    if (!result.ok) return toastError(result.error)
    runStore.put(result.data)
    goTo({ screen: 'runs', runId: result.data.id })
  }
  return (
    <header className={styles['header']}>
      <IconButton
        label="Back to all runs"
        icon={<ArrowLeft aria-hidden="true" />}
        onClick={() => goTo({ screen: 'runs' })}
      />
      <h1 className={styles['title']}>{run.title}</h1>
      <StatusPill status={run.status} />
      <div className={styles['actions']}>
        {conversationId !== null && (
          <Button
            icon={<MessagesSquare aria-hidden="true" />}
            onClick={() => goTo({ screen: 'conversations', conversationId })}
          >
            Open conversation
          </Button>
        )}
        {isActiveRun(run.status) ? (
          <Button variant="danger" onClick={() => setAsksCancel(true)}>
            Cancel
          </Button>
        ) : (
          canRepeat && (
            <Button icon={<RotateCw aria-hidden="true" />} busy={starting} onClick={() => void repeat()}>
              {run.dryRun ? 'Rehearse again' : 'Run again'}
            </Button>
          )
        )}
      </div>
      <ConfirmDialog
        open={asksCancel}
        danger
        title="Cancel this run?"
        description="It stops at its last committed step, and its open question is withdrawn. The schedule goes on."
        action="Cancel run"
        onConfirm={cancel}
        onClose={() => setAsksCancel(false)}
      />
    </header>
  )
}
