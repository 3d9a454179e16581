import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import type { RouteOutput } from '../../../../src-shared/ipc/contract.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { toastError } from '../../../components/toast.ts'
import { scheduleStore } from '../../../stores/schedule-store.ts'
import { call } from '../../../transport/call.ts'
import { WhyDialog } from '../../../runs/why-dialog.tsx'
import { BackfillDialog } from './backfill-dialog.tsx'
import { PauseDialog } from './pause-dialog.tsx'
import { RehearseDialog } from './rehearse-dialog.tsx'
import { ResumeDialog } from './resume-dialog.tsx'
import { showRun } from './show-run.ts'

/** What is asked about a schedule before something is done to it. */
export type ScheduleQuestion =
  | { readonly kind: 'pause' | 'rehearse' | 'backfill' | 'remove' }
  | { readonly kind: 'explain'; readonly at: number }
  | { readonly kind: 'resume'; readonly missed: RouteOutput<'schedules.missed'> }

interface ScheduleDialogProps {
  readonly schedule: Schedule
  readonly question: ScheduleQuestion
  onClose(): void
}

export function ScheduleDialog({ schedule, question, onClose }: ScheduleDialogProps) {
  switch (question.kind) {
    case 'pause':
      return <PauseDialog schedule={schedule} onClose={onClose} />
    case 'rehearse':
      return <RehearseDialog schedule={schedule} onClose={onClose} />
    case 'backfill':
      return <BackfillDialog schedule={schedule} onClose={onClose} />
    case 'explain':
      return <WhyDialog scheduleId={schedule.id} at={question.at} onOpenRun={showRun} onClose={onClose} />
    case 'resume':
      return <ResumeDialog schedule={schedule} missed={question.missed} onClose={onClose} />
    case 'remove':
      return (
        <ConfirmDialog
          open
          danger
          title={`Delete “${schedule.title}”?`}
          description="It will not fire any more. Its runs and their results stay. This cannot be undone."
          action="Delete schedule"
          onConfirm={() => remove(schedule)}
          onClose={onClose}
        />
      )
    default:
      return assertNever(question)
  }
}

async function remove({ id }: Schedule): Promise<void> {
  const result = await call('schedules.remove', { id })
  if (result.ok) scheduleStore.remove(id)
  else toastError(result.error)
}
