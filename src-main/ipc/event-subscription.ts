import { z } from 'zod'
import type { EventName } from '../../src-shared/ipc/events.ts'

const eventNames = {
  'run.changed': true,
  'run.event': true,
  'question.changed': true,
  'inbox.changed': true,
  'message.appended': true,
  'message.changed': true,
  'message.delta': true,
  'message.removed': true,
  'thread.changed': true,
  'session.changed': true,
  'folder.changed': true,
  'schedule.changed': true,
  'turn.changed': true,
  'turn.doing': true,
  'settings.changed': true,
  'conversation.changed': true,
  'connection.changed': true,
  'incident.changed': true,
  'tool.output': true,
  'steps.changed': true,
  'changes.changed': true,
  'mcp.changed': true,
  'grants.changed': true,
  'secrets.changed': true,
} satisfies Record<EventName, true>

/** The input of `events.subscribe`: which events, or all of them. */
export const subscriptionSchema = z.object({
  events: z
    .array(z.enum(Object.keys(eventNames)))
    .max(100)
    .optional(),
})

/** Whether an event goes to a subscriber; `null` wants all. */
export type EventFilter = ReadonlySet<string> | null

export function eventFilter({ events }: z.infer<typeof subscriptionSchema>): EventFilter {
  return events === undefined ? null : new Set(events)
}
