import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import type { Resident } from './start-resident.ts'

export const remind = { kind: 'notify', text: 'Hi' } as const
export const assist = { kind: 'assist', instruction: 'Work', context: 'fresh' } as const

/** What tests of slots do over and over. The resident is asked for at each call: every test has its own. */
export function slotTools(resident: () => Resident, start: number) {
  const tools = {
    /** A reminder at every full hour since `start`, unless it says otherwise. */
    create(input: Partial<RouteInput<'schedules.create'>> = {}): Promise<Schedule> {
      const trigger = { kind: 'interval', everyMs: 3_600_000, anchor: start } as const
      return resident().call('schedules.create', { title: 'Test', action: remind, trigger, ...input })
    },
    get: (id: string): Promise<Schedule> => resident().call('schedules.get', { id }),
    /** By their slots, oldest first. */
    async slotsOf(scheduleId: string): Promise<Run[]> {
      const { runs } = await resident().call('runs.list', { scheduleId, limit: 500 })
      return runs.toSorted((a, b) => a.nominalAt - b.nominalAt)
    },
    /** Status and reason of each slot, oldest first. */
    codes: async (id: string): Promise<string[]> =>
      (await tools.slotsOf(id)).map((run) => `${run.status} ${run.reasonCode}`),
    /** Asleep until then. */
    sleepUntil(at: number): void {
      resident().clock.jump(at)
      resident().app.wake('resume')
    },
  }
  return tools
}
