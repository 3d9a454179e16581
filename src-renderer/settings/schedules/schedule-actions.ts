import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import type { MenuEntry } from '../../components/menu.tsx'
import { toast, toastError } from '../../components/toast.ts'
import { now } from '../../platform/now.ts'
import { runStore } from '../../stores/run-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import type { ScheduleQuestion } from './dialogs/schedule-dialog.tsx'
import { showRun } from './dialogs/show-run.ts'

export interface RowCallbacks {
  onOpen(kind: 'edit' | 'duplicate', schedule: Schedule): void
  onAsk(question: ScheduleQuestion, schedule: Schedule): void
}

/** Pauses at once; the note is for those who choose it from the menu. */
export async function pauseSchedule({ id }: Schedule): Promise<void> {
  const result = await call('schedules.pause', { id })
  if (!result.ok) return toastError(result.error)
  scheduleStore.put(result.data)
}

/** Resumes, but asks first when times have passed meanwhile. */
export async function resumeSchedule(schedule: Schedule, onAsk: RowCallbacks['onAsk']): Promise<void> {
  const missed = await call('schedules.missed', { id: schedule.id })
  if (!missed.ok) return toastError(missed.error)
  if (missed.data.count > 0) return onAsk({ kind: 'resume', missed: missed.data }, schedule)
  const result = await call('schedules.resume', { id: schedule.id })
  if (!result.ok) return toastError(result.error)
  scheduleStore.put(result.data)
}

export async function runScheduleNow(schedule: Schedule): Promise<void> {
  const result = await call('schedules.runNow', { id: schedule.id })
  if (!result.ok) return toastError(result.error)
  runStore.put(result.data)
  toast(`“${schedule.title}” is running.`)
}

/** What the menu of a row offers. `lastSlotAt` is what "Why didn't it run?" asks about at first, epoch milliseconds. */
export function scheduleMenu(
  schedule: Schedule,
  lastSlotAt: number | null,
  { onOpen, onAsk }: RowCallbacks,
): readonly MenuEntry[] {
  const { lastRunId, enabled, nextAt } = schedule
  const ask = (question: ScheduleQuestion) => () => onAsk(question, schedule)
  const isFinished = enabled && nextAt === null
  const pausing: MenuEntry = enabled
    ? {
        kind: 'item',
        label: 'Pause…',
        hint: 'With a note',
        disabled: isFinished,
        onSelect: ask({ kind: 'pause' }),
      }
    : { kind: 'item', label: 'Resume…', onSelect: () => void resumeSchedule(schedule, onAsk) }
  return [
    { kind: 'item', label: 'Run now', onSelect: () => void runScheduleNow(schedule) },
    {
      kind: 'item',
      label: 'Try it now, touching nothing…',
      disabled: schedule.action.kind === 'notify',
      onSelect: ask({ kind: 'rehearse' }),
    },
    pausing,
    { kind: 'item', label: 'Make up for a range…', onSelect: ask({ kind: 'backfill' }) },
    {
      kind: 'item',
      label: 'Why didn’t it run?…',
      onSelect: () => onAsk({ kind: 'explain', at: lastSlotAt ?? now() }, schedule),
    },
    {
      kind: 'item',
      label: 'Open last run',
      disabled: lastRunId === null,
      onSelect: () => lastRunId !== null && showRun(lastRunId),
    },
    { kind: 'separator' },
    { kind: 'item', label: 'Edit…', onSelect: () => onOpen('edit', schedule) },
    { kind: 'item', label: 'Duplicate…', onSelect: () => onOpen('duplicate', schedule) },
    { kind: 'item', label: 'Delete…', danger: true, onSelect: ask({ kind: 'remove' }) },
  ]
}
