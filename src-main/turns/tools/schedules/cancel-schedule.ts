import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { toolError, toolSuccess } from '../tool.ts'

export const cancelScheduleTool = defineTool({
  name: 'cancel_schedule',
  description:
    'Remove a schedule for good, by its id. Use it only when the user asked for that. If the user named it in words, ' +
    'find the id with list_schedules first; ask if more than one could be meant.',
  schema: z.strictObject({
    id: z
      .string()
      .trim()
      .min(1, 'Give the id that list_schedules shows.')
      .max(200)
      .describe('The id of the schedule.'),
  }),
  title: 'Cancel a schedule',
  effects: [],
  kind: 'commit',
  label: ({ id }) => `Cancel the schedule ${id}`,
  commit({ id }, context) {
    if (!context.schedules.list().some((schedule) => schedule.id === id)) {
      return toolError(
        `There is no schedule with the id "${plainLine(id, 200)}". list_schedules shows those that exist.`,
      )
    }
    const removed = context.schedules.remove(id)
    return toolSuccess(`The schedule "${plainLine(removed.title)}" is cancelled.`)
  },
})
