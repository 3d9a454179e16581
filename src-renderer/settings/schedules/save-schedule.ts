import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { call } from '../../transport/call.ts'
import type { ReadSchedule } from './read-draft.ts'

/** Makes a schedule; its results go where those of `like` go, or to a conversation of its own. */
export function createSchedule(read: ReadSchedule, like: Schedule | null): Promise<Result<Schedule>> {
  return call('schedules.create', { ...read, ...(like && { deliverTo: like.deliverTo }) })
}

/**
 * Changes a schedule. Times that are as they were are not sent: the next fire of a schedule is only worked out anew when
 * its times change.
 */
export function updateSchedule(before: Schedule, read: ReadSchedule): Promise<Result<Schedule>> {
  const { trigger, followsSystemZone, policies, ...rest } = read
  const { bounds, ...others } = policies
  return call('schedules.update', {
    id: before.id,
    ...rest,
    ...(!isSame(trigger, before.trigger) && { trigger }),
    ...(followsSystemZone !== before.followsSystemZone && { followsSystemZone }),
    policies: isSame(bounds, before.policies.bounds) ? others : { ...others, bounds },
  })
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
