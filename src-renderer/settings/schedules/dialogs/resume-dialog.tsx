import { useState } from 'react'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import type { RouteOutput } from '../../../../src-shared/ipc/contract.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { toastError } from '../../../components/toast.ts'
import { useNow } from '../../../platform/use-now.ts'
import { scheduleStore } from '../../../stores/schedule-store.ts'
import { call } from '../../../transport/call.ts'
import { instantWords } from '../instant-words.ts'
import { ChoiceList } from './choice-list.tsx'

interface ResumeDialogProps {
  readonly schedule: Schedule
  readonly missed: RouteOutput<'schedules.missed'>
  onClose(): void
}

type AfterPause = 'skip' | 'run-once' | 'run-all'
/** The most that go on to run. */
const mostRun = 100

/** Before a schedule goes on: what becomes of the times that passed while it was paused. */
export function ResumeDialog({ schedule, missed, onClose }: ResumeDialogProps) {
  const now = useNow()
  const [after, setAfter] = useState<AfterPause>('skip')
  const [busy, setBusy] = useState(false)
  const { count, oldest, newest } = missed
  const words = (at: number | null): string => (at === null ? '' : instantWords(at, now))
  const resume = async (): Promise<void> => {
    setBusy(true)
    const result = await call('schedules.resume', { id: schedule.id, missed: after })
    setBusy(false)
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
    onClose()
  }
  return (
    <Dialog
      open
      size="m"
      title={`Resume “${schedule.title}”`}
      description={
        count === 1
          ? `One time passed while it was paused: ${words(newest)}.`
          : `${count} times passed while it was paused, from ${words(oldest)} to ${words(newest)}.`
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="solid" busy={busy} onClick={() => void resume()}>
            Resume
          </Button>
        </>
      }
    >
      <ChoiceList<AfterPause>
        label="What passed while it was paused"
        value={after}
        options={[
          {
            value: 'skip',
            label: count === 1 ? 'Skip it' : 'Skip them',
            hint: 'Noted in Runs as skipped; the next time is the first to run.',
          },
          {
            value: 'run-once',
            label: count === 1 ? 'Run it now' : 'Run the newest once',
            hint: `The one of ${words(newest)} runs now, late.`,
          },
          ...(count > 1
            ? [
                {
                  value: 'run-all' as const,
                  label: count > mostRun ? `Run the newest ${mostRun}` : 'Run all of them',
                  hint: 'One after the other, as far as its other rules allow; the rest is noted as skipped.',
                },
              ]
            : []),
        ]}
        onChange={setAfter}
      />
    </Dialog>
  )
}
