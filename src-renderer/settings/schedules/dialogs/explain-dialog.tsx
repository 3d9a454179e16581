import { type FormEvent, useId, useState } from 'react'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import type { RouteOutput } from '../../../../src-shared/ipc/contract.ts'
import type { Result } from '../../../../src-shared/ipc/result.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { call } from '../../../transport/call.ts'
import { instantOf, type Moment, MomentFields, momentOf } from './moment-fields.tsx'
import { showRun } from './show-run.ts'
import styles from './dialogs.module.css'

interface ExplainDialogProps {
  readonly schedule: Schedule
  /** The time that is asked about at first, epoch milliseconds. */
  readonly at: number
  onClose(): void
}

/** "Why didn't it run?": asks the ledger about any time, and shows its answer and the run it speaks of. */
export function ExplainDialog({ schedule, at, onClose }: ExplainDialogProps) {
  const formId = useId()
  const [moment, setMoment] = useState<Moment>(() => momentOf(at))
  const [answer, setAnswer] = useState<Result<RouteOutput<'schedules.explain'>> | null>(null)
  const [busy, setBusy] = useState(false)
  const instant = instantOf(moment)
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (instant === null || busy) return
    setBusy(true)
    setAnswer(await call('schedules.explain', { id: schedule.id, at: instant }))
    setBusy(false)
  }
  const runId = answer?.ok ? answer.data.runId : null
  return (
    <Dialog
      open
      size="m"
      title={`Why didn’t “${schedule.title}” run?`}
      description="Choose the time at which you expected it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={formId} variant="solid" busy={busy} disabled={instant === null}>
            Ask
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['fields']} onSubmit={(event) => void ask(event)}>
        <MomentFields
          labels={['Date', 'Time']}
          autoFocus
          value={moment}
          onChange={(next) => {
            setMoment(next)
            setAnswer(null)
          }}
        />
        <div aria-live="polite">
          {answer && !answer.ok && <p className={styles['wrong']}>{answer.error.message}</p>}
          {answer?.ok && (
            <div className={styles['answer']}>
              <p>{answer.data.text}</p>
              {runId !== null && (
                <Button size="s" onClick={() => showRun(runId)}>
                  Open the run
                </Button>
              )}
            </div>
          )}
        </div>
      </form>
    </Dialog>
  )
}
