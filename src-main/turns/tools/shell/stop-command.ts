import { z } from 'zod'
import { harmless } from '../../../permissions/operation.ts'
import { defineTool } from '../define-tool.ts'
import { type AnyTool, toolError, toolSuccess } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { endWords } from './command-result.ts'

/** The tool that ends a background command. */
export function stopCommandTool({ shell }: Pick<ToolRooms, 'shell'>): AnyTool {
  return defineTool({
    name: 'stop_command',
    title: 'Stop a command',
    effects: [],
    description: 'End a command that runs in the background, with everything that it started.',
    schema: z.strictObject({ id: z.string().min(1).max(200).describe('As run_command named it.') }),
    kind: 'act',
    label: () => 'Stop a command',
    operation: () => Promise.resolve(harmless('Stop a command')),
    async run({ id }, { place }) {
      const job = shell.find(place.conversationId, id)
      if (job === undefined) return toolError(`No command ${id} of this conversation runs.`)
      const before = job.end()
      if (before !== null) return toolSuccess(`It had ended already. ${endWords(before, null)}`)
      job.stop()
      const end = await job.finished
      return toolSuccess(end.kind === 'stopped' ? 'It was stopped.' : endWords(end, null))
    },
  })
}
