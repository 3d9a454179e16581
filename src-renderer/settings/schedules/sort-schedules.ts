import type { Schedule } from '../../../src-shared/domain/schedule.ts'

/** What fires next first; then what is paused; then what is finished. Equal ones by title. */
export function sortSchedules(schedules: readonly Schedule[]): readonly Schedule[] {
  const group = (schedule: Schedule): number => (!schedule.enabled ? 1 : schedule.nextAt === null ? 2 : 0)
  return schedules.toSorted(
    (a, b) =>
      group(a) - group(b) ||
      (a.nextAt ?? 0) - (b.nextAt ?? 0) ||
      a.title.localeCompare(b.title) ||
      (a.id < b.id ? -1 : 1),
  )
}
