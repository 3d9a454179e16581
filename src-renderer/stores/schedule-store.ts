import type { Schedule } from '../../src-shared/domain/schedule.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'
import { inPages } from './in-pages.ts'

export const scheduleStore = createEntityStore<Schedule>()

export function loadSchedules(): Promise<boolean> {
  return scheduleStore.fetchAll(() =>
    inPages(({ limit, last }) => call('schedules.list', { limit, before: last })),
  )
}

/** The enabled schedule that fires next, if any does. */
export function nextSchedule(byId: ReadonlyMap<string, Schedule>): Schedule | undefined {
  let next: Schedule | undefined
  for (const schedule of byId.values()) {
    if (!schedule.enabled || schedule.nextAt === null) continue
    if (!next || schedule.nextAt < (next.nextAt ?? Infinity)) next = schedule
  }
  return next
}
