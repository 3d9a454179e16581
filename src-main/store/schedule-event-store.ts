import type { Database } from './database.ts'

export type ScheduleEventKind = 'created' | 'edited' | 'paused' | 'resumed' | 'zone' | 'removed'

/** One line of what was done to a schedule. `text` is for people. */
export interface ScheduleEvent {
  readonly scheduleId: string
  readonly at: number
  readonly kind: ScheduleEventKind
  readonly text: string
}

interface Row {
  schedule_id: string
  at: number
  kind: ScheduleEventKind
  text: string
}

export type ScheduleEventStore = ReturnType<typeof createScheduleEventStore>

/** The ledger of what was done to schedules, kept after they are removed. */
export function createScheduleEventStore(db: Database) {
  return {
    add(event: ScheduleEvent): void {
      db.prepare('INSERT INTO schedule_events (schedule_id, at, kind, text) VALUES (?, ?, ?, ?)').run(
        event.scheduleId,
        event.at,
        event.kind,
        event.text,
      )
    },
    /** Oldest first. */
    of(scheduleId: string): ScheduleEvent[] {
      return db
        .prepare<Row>('SELECT * FROM schedule_events WHERE schedule_id = ? ORDER BY id')
        .all(scheduleId)
        .map(({ schedule_id, at, kind, text }) => ({ scheduleId: schedule_id, at, kind, text }))
    },
  }
}
