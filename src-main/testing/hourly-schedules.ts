import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import type { Reply } from '../models/practice/responder.ts'
import type { Resident } from './start-resident.ts'

const hour = 3_600_000
/** A Friday, 09:00 UTC, so far away that no timer of the machine rings for what is due then. */
export const hourlyStart = Date.UTC(2100, 0, 1, 9)
const trigger = { kind: 'interval', everyMs: hour, anchor: hourlyStart } as const

/** What tests of schedules that fail do over and over. The resident is asked for at each call: every test has its own. */
export function hourlySchedules(resident: () => Resident) {
  const tools = {
    /** An assistant schedule that is due at every full hour. */
    create(title: string, input: Partial<RouteInput<'schedules.create'>> = {}): Promise<Schedule> {
      const action = { kind: 'assist', instruction: `Work on ${title}`, context: 'fresh' } as const
      return resident().call('schedules.create', { title, action, trigger, ...input })
    },
    /** Plans the next answers of the model. */
    answer: (...replies: readonly Reply[]): void =>
      resident().model.add(...replies.map((reply) => ({ reply }))),
    /** Moves on, and lets what became due get its row. */
    advance(ms: number): void {
      resident().clock.advance(ms)
      resident().app.wake('clock')
    },
    /** Lets the schedule fire at the next hour, and resolves with that run as soon as it is this. */
    async fireEnds(scheduleId: string, status: Run['status']): Promise<Run> {
      tools.advance(hour)
      const [run] = await tools.runsOf(scheduleId)
      return resident().runIs(run?.id ?? '', status)
    },
    /** Newest first. */
    runsOf: async (scheduleId: string): Promise<Run[]> =>
      (await resident().call('runs.list', { scheduleId })).runs,
    openIncidents: (): Promise<Incident[]> => resident().call('incidents.list', { open: true }),
    /** Every incident that there was, newest first. */
    incidents: (): Promise<Incident[]> => resident().call('incidents.list', {}),
    /** Newest first. */
    items: (): Promise<InboxItem[]> => resident().call('inbox.list', {}),
    /** The kinds of the notices in a conversation, oldest first. */
    async noticesOf(conversationId: string): Promise<string[]> {
      const { messages } = await resident().call('conversations.messages', { conversationId })
      return messages.flatMap(({ content }) => content.flatMap((b) => (b.type === 'notice' ? [b.kind] : [])))
    },
    /** What the notifications so far were about: `run`, `incident`, `turn`. */
    shown: (): string[] => resident().desktop.shown.map(({ key }) => key.split(':')[0] ?? ''),
  }
  return tools
}
