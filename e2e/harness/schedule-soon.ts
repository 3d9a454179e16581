import type { Run } from '../../src-shared/domain/run.ts'
import type { Action, Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import type { ControlClient } from './control-client.ts'
import { waitFor } from './wait-for.ts'

type Assist = Partial<Extract<Action, { kind: 'assist' }>>

/** Makes a one-time assistant schedule two seconds ahead. */
export function scheduleSoon(
  control: ControlClient,
  instruction: string,
  options: Assist & { readonly title?: string; readonly deliverTo?: string } = {},
): Promise<Schedule> {
  const { title = 'Report', deliverTo, ...action } = options
  const input: RouteInput<'schedules.create'> = {
    title,
    action: { kind: 'assist', instruction, context: 'fresh', ...action },
    trigger: { kind: 'once', at: Date.now() + 2000 },
    ...(deliverTo === undefined ? {} : { deliverTo }),
  }
  return control.call('schedules.create', input)
}

/** The schedule's newest run, as soon as it is in this status. */
export function runIs(
  control: ControlClient,
  scheduleId: string,
  status: Run['status'],
  within = 20_000,
): Promise<Run> {
  return waitFor(
    async () => {
      const { runs } = await control.call('runs.list', { scheduleId, limit: 1 })
      return runs[0]?.status === status ? runs[0] : null
    },
    { what: `a run that is ${status}`, within },
  )
}
