import { useState } from 'react'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { toast } from '../../../components/toast.ts'
import { now } from '../../../platform/now.ts'
import { runStore } from '../../../stores/run-store.ts'
import { call } from '../../../transport/call.ts'
import { instantOf, MomentFields, momentOf } from './moment-fields.tsx'
import { mostInRange, type RangeCount, useRangeCount } from './use-range-count.ts'
import styles from './dialogs.module.css'

interface BackfillDialogProps {
  readonly schedule: Schedule
  onClose(): void
}

const day = 86_400_000

/** Makes up for the times of a range that have no run. Both ends belong to it. */
export function BackfillDialog({ schedule, onClose }: BackfillDialogProps) {
  const [from, setFrom] = useState(() => momentOf(now() - day))
  const [to, setTo] = useState(() => momentOf(now()))
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const start = instantOf(from)
  // The route's range leaves its start out; a time that stands in the field is meant to be in it.
  const after = start === null ? null : start - 1
  const end = instantOf(to)
  const count = useRangeCount(schedule, after, end)
  const ready = count?.kind === 'counted' && count.count > 0
  const run = async (): Promise<void> => {
    if (after === null || end === null) return
    setBusy(true)
    setRefusal(null)
    const result = await call('schedules.backfill', { id: schedule.id, from: after, to: end })
    setBusy(false)
    if (!result.ok) return setRefusal(result.error.message)
    for (const one of result.data) runStore.put(one)
    const made = result.data.length
    toast(
      made === 0
        ? 'Nothing to make up for: every time in this range has its entry in Runs.'
        : `${made === 1 ? 'One run follows' : `${made} runs follow`}, one after the other.`,
    )
    onClose()
  }
  return (
    <Dialog
      open
      size="m"
      title={`Make up for a range of “${schedule.title}”`}
      description="Its times in this range run now, oldest first, one after the other. Times that have run are left out; missed and skipped ones are made up for."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="solid" busy={busy} disabled={!ready} onClick={() => void run()}>
            Make up for them
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        <MomentFields labels={['From', 'From, time']} autoFocus value={from} onChange={setFrom} />
        <MomentFields labels={['To', 'To, time']} value={to} onChange={setTo} />
        <RangeNote count={count} />
        {refusal && (
          <p className={styles['wrong']} role="alert">
            {refusal}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function RangeNote({ count }: { readonly count: RangeCount | null }) {
  if (count === null) return <p className={styles['note']}>Choose an end after the start.</p>
  switch (count.kind) {
    case 'counting':
      return (
        <p className={styles['note']} role="status">
          Counting…
        </p>
      )
    case 'refused':
      return <p className={styles['wrong']}>{count.message}</p>
    case 'too-many':
      return (
        <p className={styles['wrong']} role="status">
          More than {mostInRange} times lie in this range, the most for one go. Choose a shorter one.
        </p>
      )
    case 'counted':
      return (
        <p className={styles['note']} role="status">
          {count.count === 0
            ? 'No time lies in this range. Choose another one.'
            : count.count === 1
              ? 'One time lies in this range.'
              : `${count.count} times lie in this range.`}
        </p>
      )
  }
}
