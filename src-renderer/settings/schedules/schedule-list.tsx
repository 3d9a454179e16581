import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { ScheduleDialog, type ScheduleQuestion } from './dialogs/schedule-dialog.tsx'
import { ScheduleRow } from './schedule-row.tsx'
import type { RowCallbacks } from './schedule-actions.ts'
import { useSlotHistory } from './strip/use-slot-history.ts'
import styles from './schedules-tab.module.css'

interface ScheduleListProps {
  readonly schedules: readonly Schedule[]
  onOpen: RowCallbacks['onOpen']
}

/** A row with two lines of words and its strip. */
const usualHeight = 102

interface Asked {
  readonly question: ScheduleQuestion
  readonly schedule: Schedule
}

/** The schedules; only the rows in view are drawn. */
export function ScheduleList({ schedules, onOpen }: ScheduleListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  const [asked, setAsked] = useState<Asked | null>(null)
  const onAsk = useCallback<RowCallbacks['onAsk']>(
    (question, schedule) => setAsked({ question, schedule }),
    [],
  )
  // The list scrolls with its page, below the heading.
  const virtualizer = useVirtualizer({
    count: schedules.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('[role="tabpanel"]') ?? null,
    estimateSize: () => usualHeight,
    getItemKey: (index) => schedules[index]?.id ?? index,
    overscan: 6,
    scrollMargin: top,
  })
  useLayoutEffect(() => {
    const panel = list.current?.closest('[role="tabpanel"]')
    if (!list.current || !panel) return
    setTop(list.current.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop)
  }, [schedules.length])
  const rows = virtualizer.getVirtualItems().flatMap(({ index, start }) => {
    const schedule = schedules[index]
    return schedule ? [{ schedule, index, start }] : []
  })
  const history = useSlotHistory(rows.map((row) => row.schedule.id))
  return (
    <>
      {history.failed && (
        <div className={styles['paused']} role="status">
          What became of the last times could not be loaded.
          <Button size="s" onClick={history.retry}>
            Try again
          </Button>
        </div>
      )}
      <ul
        ref={list}
        className={styles['list']}
        aria-label="Schedules"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map(({ schedule, index, start }) => (
          <ScheduleRow
            key={schedule.id}
            schedule={schedule}
            index={index}
            count={schedules.length}
            top={start - top}
            measure={virtualizer.measureElement}
            marks={history.marks.get(schedule.id) ?? null}
            onOpen={onOpen}
            onAsk={onAsk}
          />
        ))}
      </ul>
      {asked && (
        <ScheduleDialog schedule={asked.schedule} question={asked.question} onClose={() => setAsked(null)} />
      )}
    </>
  )
}
