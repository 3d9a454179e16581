import { z } from 'zod'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type LookContext, toolSuccess } from '../tool.ts'

const mostRows = 200

export const listSchedulesTool = defineTool({
  name: 'list_schedules',
  description:
    'List the schedules of the user: id, title, when they fire, the next time, and whether they are paused. Use it ' +
    'before you cancel one, or when the user asks what is planned.',
  schema: z.strictObject({}),
  title: 'List your schedules',
  effects: [],
  kind: 'look',
  label: () => 'List the schedules',
  look(_input, context) {
    const schedules = context.schedules.list()
    if (schedules.length === 0) return toolSuccess('There are no schedules.')
    const rows = schedules.slice(0, mostRows).map((schedule) => row(schedule, context))
    const more = schedules.length - rows.length
    if (more > 0) rows.push(`and ${more} more`)
    return toolSuccess(
      [`${schedules.length} ${schedules.length === 1 ? 'schedule' : 'schedules'}`, ...rows].join('\n'),
    )
  },
})

function row(schedule: Schedule, context: LookContext): string {
  const { words, next } = context.schedules.describe(schedule)
  const state = schedule.enabled
    ? `next: ${next}`
    : `paused${schedule.pausedReason === null ? '' : ` (${plainLine(schedule.pausedReason, 200)})`}`
  return `${schedule.id}  "${plainLine(schedule.title, 200)}"  ${words}  ${state}`
}
