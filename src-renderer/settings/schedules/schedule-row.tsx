import { CircleCheck, Ellipsis, Play } from 'lucide-react'
import { memo, type Ref, useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import type { SlotMark } from '../../../src-shared/ipc/schedule-routes.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import { BareSwitch } from '../bare-switch.tsx'
import { showRun } from './dialogs/show-run.ts'
import { LastRun } from './last-run.tsx'
import { MadeByAssistant } from './made-by-assistant.tsx'
import { NextFire } from './next-fire.tsx'
import {
  pauseSchedule,
  resumeSchedule,
  type RowCallbacks,
  runScheduleNow,
  scheduleMenu,
} from './schedule-actions.ts'
import { SlotStrip } from './strip/slot-strip.tsx'
import { useTriggerWords } from './use-trigger-words.ts'
import styles from './schedules-tab.module.css'

interface ScheduleRowProps extends RowCallbacks {
  readonly schedule: Schedule
  /** Its place in the list, from 0, and the length of the list: only the rows in view are drawn. */
  readonly index: number
  readonly count: number
  /** Pixels from the top of the list. */
  readonly top: number
  /** Measures the row, whose height depends on its words. */
  readonly measure: Ref<HTMLLIElement>
  /** What became of its last times, oldest first; `null` while they are not known. */
  readonly marks: readonly SlotMark[] | null
}

/** One schedule: when it fires, what became of its last times, and what can be done with it. */
export const ScheduleRow = memo(function ScheduleRow({
  schedule,
  index,
  count,
  top,
  measure,
  marks,
  onOpen,
  onAsk,
}: ScheduleRowProps) {
  const words = useTriggerWords(schedule.trigger)
  const [starting, setStarting] = useState(false)
  const { id, lastRunId, enabled } = schedule
  const isFinished = enabled && schedule.nextAt === null
  const hasPast = lastRunId !== null || (marks === null ? schedule.runsCount > 0 : marks.length > 0)
  const runNow = async (): Promise<void> => {
    setStarting(true)
    await runScheduleNow(schedule)
    setStarting(false)
  }
  return (
    <li
      ref={measure}
      data-index={index}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-labelledby={`${id}-title`}
      className={classNames(styles['row'], (!enabled || isFinished) && styles['off'])}
      style={{ transform: `translateY(${top}px)` }}
    >
      {isFinished ? (
        <span className={styles['finished']}>
          <CircleCheck aria-hidden="true" />
        </span>
      ) : (
        <BareSwitch
          label={`“${schedule.title}” is on`}
          checked={enabled}
          onChange={(on) => void (on ? resumeSchedule(schedule, onAsk) : pauseSchedule(schedule))}
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
        {!schedule.confirmed && <MadeByAssistant schedule={schedule} />}
      </div>
      {hasPast && (
        <div className={styles['past']}>
          <SlotStrip marks={marks} onOpen={showRun} />
          {lastRunId !== null && (
            <LastRun
              runId={lastRunId}
              status={marks && marks.find((mark) => mark.runId === lastRunId)?.status}
              onOpen={() => showRun(lastRunId)}
            />
          )}
        </div>
      )}
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
          entries={scheduleMenu(schedule, marks?.at(-1)?.nominalAt ?? null, { onOpen, onAsk })}
        />
      </div>
    </li>
  )
})
