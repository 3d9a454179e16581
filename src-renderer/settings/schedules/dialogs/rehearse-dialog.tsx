import { CircleHelp, FileText, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { toastError } from '../../../components/toast.ts'
import { runStore } from '../../../stores/run-store.ts'
import { call } from '../../../transport/call.ts'
import { showRun } from './show-run.ts'
import styles from './dialogs.module.css'

interface RehearseDialogProps {
  readonly schedule: Schedule
  onClose(): void
}

/** Says what a rehearsal does, starts it, and opens its run. */
export function RehearseDialog({ schedule, onClose }: RehearseDialogProps) {
  const [busy, setBusy] = useState(false)
  const start = async (): Promise<void> => {
    setBusy(true)
    const result = await call('schedules.dryRun', { id: schedule.id })
    setBusy(false)
    if (!result.ok) return toastError(result.error)
    runStore.put(result.data)
    showRun(result.data.id)
    onClose()
  }
  return (
    <Dialog
      open
      size="m"
      title={`Try “${schedule.title}” now, touching nothing`}
      description="A rehearsal: the assistant works through the instruction as it would at its time, with nobody there."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="solid" busy={busy} onClick={() => void start()}>
            Try it
          </Button>
        </>
      }
    >
      <ul className={styles['points']}>
        <li>
          <ShieldCheck aria-hidden="true" />
          What only reads is done. Whatever would change something is refused, and noted.
        </li>
        <li>
          <CircleHelp aria-hidden="true" />
          Its page in Runs lists what it would have done and what it would have asked you.
        </li>
        <li>
          <FileText aria-hidden="true" />
          It is no occurrence: the next time stays, nothing is delivered, and it does not count as a run. The
          model is used, and that may cost money.
        </li>
      </ul>
    </Dialog>
  )
}
