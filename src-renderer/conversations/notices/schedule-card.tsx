import { CalendarCheck, CalendarClock, CalendarOff, CalendarX, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { Message, NoticeBlock } from '../../../src-shared/domain/message.ts'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { loadSchedules, scheduleStore } from '../../stores/schedule-store.ts'
import { CancelledSchedule } from './cancelled-schedule.tsx'
import { ScheduleActions } from './schedule-actions.tsx'
import { ScheduleLastRun } from './schedule-last-run.tsx'
import { ScheduleNote } from './schedule-note.tsx'
import { ScheduleTimes } from './schedule-times.tsx'
import { ScheduleWork } from './schedule-work.tsx'
import { type ScheduleState, scheduleState } from './schedule-state.ts'
import styles from './schedule-card.module.css'

interface ScheduleCardProps {
  readonly message: Message
  readonly notice: NoticeBlock
  readonly scheduleId: string
}

const looks: Record<ScheduleState['kind'], { readonly icon: LucideIcon; readonly word: string }> = {
  unsaved: { icon: CalendarClock, word: 'Not saved yet' },
  saved: { icon: CalendarCheck, word: 'Saved' },
  paused: { icon: CalendarOff, word: 'Paused' },
  finished: { icon: CalendarCheck, word: 'Finished' },
  cancelled: { icon: CalendarX, word: 'Cancelled' },
}

/** A schedule that was made in this conversation: what it is now, and Save, Change or Cancel while nobody has decided. */
export function ScheduleCard({ message, notice, scheduleId }: ScheduleCardProps) {
  const load = scheduleStore.use((state) => state.load)
  const schedule = scheduleStore.use((state) => state.byId.get(scheduleId))
  const [cancelled, setCancelled] = useState<Schedule | null>(null)
  const known = schedule !== undefined || load.kind === 'ready'
  const state = known ? scheduleState(schedule) : null
  const { icon: Icon, word } = state ? looks[state.kind] : { icon: CalendarClock, word: 'Scheduled' }
  const title = schedule?.title ?? notice.title
  return (
    <Card className={styles['card']} aria-label={`Scheduled: ${title}`}>
      <header className={styles['head']} data-state={state?.kind}>
        <Icon aria-hidden="true" />
        <span className={styles['title']}>{title}</span>
        <span className={styles['word']} role="status">
          {word}
        </span>
        <span className={styles['time']}>
          <Time at={message.at} />
        </span>
      </header>
      <div className={styles['body']}>
        {schedule ? (
          <>
            <ScheduleTimes schedule={schedule} />
            <ScheduleWork action={schedule.action} />
            <ScheduleLastRun schedule={schedule} />
            <ScheduleNote schedule={schedule} />
            <ScheduleActions schedule={schedule} onCancelled={setCancelled} />
          </>
        ) : known ? (
          <CancelledSchedule cancelled={cancelled} />
        ) : (
          <>
            <Markdown text={notice.text} />
            {load.kind === 'loading' && <Skeleton lines={2} label="Loading the schedule" />}
            {load.kind === 'failed' && (
              <p className={styles['problem']} role="alert">
                How it stands now could not be loaded. {load.error.message}
                <Button size="s" onClick={() => void loadSchedules()}>
                  Try again
                </Button>
              </p>
            )}
          </>
        )}
      </div>
    </Card>
  )
}
