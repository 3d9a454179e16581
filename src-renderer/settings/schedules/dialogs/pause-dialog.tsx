import { useState } from 'react'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toastError } from '../../../components/toast.ts'
import { scheduleStore } from '../../../stores/schedule-store.ts'
import { call } from '../../../transport/call.ts'

interface PauseDialogProps {
  readonly schedule: Schedule
  onClose(): void
}

/** Pauses a schedule with a note for later. */
export function PauseDialog({ schedule, onClose }: PauseDialogProps) {
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const pause = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const reason = note.trim()
    const result = await call('schedules.pause', { id: schedule.id, ...(reason !== '' && { reason }) })
    setBusy(false)
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
    onClose()
  }
  return (
    <Dialog
      open
      title={`Pause “${schedule.title}”`}
      description="It does not fire until you resume it. A run under way goes on."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="solid" busy={busy} onClick={() => void pause()}>
            Pause
          </Button>
        </>
      }
    >
      <TextField
        label="Note"
        value={note}
        maxLength={1000}
        placeholder="Until the office opens again"
        hint="It is shown in the list and in the history. You can leave it empty."
        autoFocus
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void pause()
        }}
      />
    </Dialog>
  )
}
