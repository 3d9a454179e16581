import { type FormEvent, useMemo, useState } from 'react'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { now } from '../platform/now.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { call } from '../transport/call.ts'
import { localDay, localInstant, localTime } from './local-instant.ts'
import { WhyAnswer } from './why-answer.tsx'
import styles from './why-dialog.module.css'

interface WhyDialogProps {
  /** The schedule that is asked about first; `null`: the first of the list. */
  readonly scheduleId: string | null
  /** The moment that is asked about first, epoch milliseconds; without it, now. */
  readonly at?: number
  onOpenRun(runId: string): void
  onClose(): void
}

type Reply =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'refused'; readonly error: RouteError }
  | { readonly kind: 'told'; readonly told: RouteOutput<'schedules.explain'>; readonly scheduleId: string }

/** Asks the ledger what became of a schedule at a moment. Both windows have it. */
export function WhyDialog({ scheduleId, at: first, onOpenRun, onClose }: WhyDialogProps) {
  const byId = scheduleStore.use((state) => state.byId)
  const options = useMemo(
    () =>
      [...byId.values()]
        .toSorted((a, b) => a.title.localeCompare(b.title))
        .map(({ id, title }) => ({ value: id, label: title })),
    [byId],
  )
  const [chosen, setChosen] = useState(scheduleId)
  const [opened] = useState(() => first ?? now())
  const [day, setDay] = useState(() => localDay(opened))
  const [time, setTime] = useState(() => localTime(opened))
  const [reply, setReply] = useState<Reply>({ kind: 'none' })
  const id = chosen !== null && byId.has(chosen) ? chosen : options[0]?.value
  const at = localInstant(day, time)

  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (id === undefined || at === null || reply.kind === 'asking') return
    setReply({ kind: 'asking' })
    const result = await call('schedules.explain', { id, at })
    setReply(
      result.ok
        ? { kind: 'told', told: result.data, scheduleId: id }
        : { kind: 'refused', error: result.error },
    )
  }
  // What was told is about what was asked; a new question has no answer yet.
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T): void => {
      set(value)
      setReply({ kind: 'none' })
    }
  }
  return (
    <Dialog
      open
      size="m"
      title="Why didn’t it run?"
      description="Choose a schedule and a moment, to the minute. Every due time leaves a record, and this reads it."
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {id === undefined ? (
        <p className={styles['none']}>There is no schedule to ask about. Make one in Settings, Schedules.</p>
      ) : (
        <form className={styles['form']} onSubmit={(event) => void ask(event)}>
          <Select label="Schedule" value={id} options={options} onChange={changed(setChosen)} />
          <div className={styles['moment']}>
            <TextField
              type="date"
              label="Day"
              value={day}
              required
              onChange={(event) => changed(setDay)(event.target.value)}
            />
            <TextField
              type="time"
              label="Time"
              value={time}
              required
              onChange={(event) => changed(setTime)(event.target.value)}
            />
            <Button
              type="submit"
              variant="solid"
              busy={reply.kind === 'asking'}
              disabled={at === null}
              className={styles['ask']}
            >
              Look it up
            </Button>
          </div>
          <div role="status" className={styles['reply']}>
            {reply.kind === 'refused' && <p className={styles['refused']}>{reply.error.message}</p>}
            {reply.kind === 'told' && (
              <WhyAnswer told={reply.told} schedule={byId.get(reply.scheduleId)} onOpenRun={onOpenRun} />
            )}
          </div>
        </form>
      )}
    </Dialog>
  )
}
