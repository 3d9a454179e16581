import { CircleCheck, Ellipsis, Play } from 'lucide-react'
import { useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import { toast, toastError } from '../../components/toast.ts'
import { runStore } from '../../stores/run-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { BareSwitch } from '../bare-switch.tsx'
import { LastRun } from './last-run.tsx'
import { NextFire } from './next-fire.tsx'
import { useTriggerWords } from './use-trigger-words.ts'
import styles from './schedules-tab.module.css'

interface ScheduleRowProps {
  readonly schedule: Schedule
  onOpen(kind: 'edit' | 'duplicate', schedule: Schedule): void
  onDelete(schedule: Schedule): void
}

/** One schedule: when it fires, how its last run went, and what can be done with it. */
export function ScheduleRow({ schedule, onOpen, onDelete }: ScheduleRowProps) {
  const words = useTriggerWords(schedule.trigger)
  const [starting, setStarting] = useState(false)
  const { id, lastRunId } = schedule
  const isFinished = schedule.enabled && schedule.nextAt === null

  const setEnabled = async (enabled: boolean): Promise<void> => {
    const result = await call(enabled ? 'schedules.resume' : 'schedules.pause', { id })
    if (!result.ok) return toastError(result.error)
    scheduleStore.put(result.data)
  }
  const runNow = async (): Promise<void> => {
    setStarting(true)
    const result = await call('schedules.runNow', { id })
    setStarting(false)
    if (!result.ok) return toastError(result.error)
    runStore.put(result.data)
    toast(`“${schedule.title}” is running.`)
  }
  const showRun = (runId: string): void => {
    void call('app.showWindow', { place: { screen: 'runs', runId } })
  }
  return (
    <li
      className={classNames(styles['row'], (!schedule.enabled || isFinished) && styles['off'])}
      aria-labelledby={`${id}-title`}
    >
      {isFinished ? (
        <span className={styles['finished']}>
          <CircleCheck aria-hidden="true" />
        </span>
      ) : (
        <BareSwitch
          label={`“${schedule.title}” is on`}
          checked={schedule.enabled}
          onChange={(enabled) => void setEnabled(enabled)}
        />
      )}
      <div className={styles['words']}>
        <h2 id={`${id}-title`} className={styles['title']}>
          {schedule.title}
        </h2>
        <p className={styles['trigger']}>
          <span>{words ?? '…'}</span>
          <NextFire schedule={schedule} />
        </p>
      </div>
      {lastRunId !== null && <LastRun runId={lastRunId} onOpen={() => showRun(lastRunId)} />}
      <div className={styles['actions']}>
        <Button
          size="s"
          variant="quiet"
          icon={<Play aria-hidden="true" />}
          busy={starting}
          onClick={() => void runNow()}
        >
          Run now
        </Button>
        <Button size="s" variant="quiet" onClick={() => onOpen('edit', schedule)}>
          Edit
        </Button>
        <Menu
          align="end"
          trigger={
            <IconButton
              size="s"
              label={`More for “${schedule.title}”`}
              icon={<Ellipsis aria-hidden="true" />}
            />
          }
          entries={[
            { kind: 'item', label: 'Duplicate', onSelect: () => onOpen('duplicate', schedule) },
            {
              kind: 'item',
              label: 'Open last run',
              disabled: lastRunId === null,
              onSelect: () => lastRunId !== null && showRun(lastRunId),
            },
            { kind: 'separator' },
            { kind: 'item', label: 'Delete', danger: true, onSelect: () => onDelete(schedule) },
          ]}
        />
      </div>
    </li>
  )
}
