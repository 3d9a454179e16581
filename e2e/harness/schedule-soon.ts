import type { Run } from '../../src-shared/domain/run.ts'
import type { Action, Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import type { ControlClient } from './control-client.ts'
import { waitFor } from './wait-for.ts'

type Assist = Partial<Extract<Action, { kind: 'assist' }>>
type Created = RouteInput<'schedules.create'>

/**
 * Makes an assistant schedule that runs once, a second after it is made: by the clock of the process that makes it, so
 * that the second is not over before the schedule arrives.
 */
export function scheduleSoon(
  control: ControlClient,
  instruction: string,
  options: Assist & Pick<Created, 'policies' | 'deliverTo'> & { readonly title?: string } = {},
): Promise<Schedule> {
  const { title = 'Report', deliverTo, policies, ...action } = options
  const input: Created = {
    title,
    action: { kind: 'assist', instruction, context: 'fresh', ...action },
    trigger: { kind: 'interval', everyMs: 1000 },
    policies: { ...policies, bounds: { maxRuns: 1 } },
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
