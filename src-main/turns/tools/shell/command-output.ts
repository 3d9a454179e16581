import { z } from 'zod'
import { harmless } from '../../../permissions/operation.ts'
import type { Clock } from '../../../platform/clock.ts'
import { defineTool } from '../define-tool.ts'
import { type AnyTool, toolError, type ToolResult } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { asData, doubtfulSource, endWords } from './command-result.ts'
import { plainOutput } from './plain-output.ts'
import type { Job } from './shell-jobs.ts'

/** The most of an output that is given at once, in bytes: with what is said of it so little that a model is told all of it. */
const pieceBytes = 30 * 1024
const mostWaitSeconds = 120

/** The tool that reads what a command wrote, while it runs or after. */
export function commandOutputTool({ clock, shell }: Pick<ToolRooms, 'clock' | 'shell'>): AnyTool {
  return defineTool({
    name: 'command_output',
    title: 'Read the output of a command',
    effects: [],
    description:
      'Read the output of a command of this conversation, running or ended, and learn whether it still runs. ' +
      `At most ${pieceBytes / 1024} KiB at once.`,
    schema: z.strictObject({
      id: z.string().min(1).max(200).describe('As run_command named it.'),
      offset: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe('The byte to begin with. Default: where the last reading ended.'),
      wait_seconds: z
        .number()
        .int()
        .min(0)
        .max(mostWaitSeconds)
        .optional()
        .describe('How long to wait for its end first, while it runs. Default: 0.'),
    }),
    kind: 'read',
    label: () => 'Read the output of a command',
    operation: () => Promise.resolve(harmless('Read the output of a command')),
    async run({ id, offset, wait_seconds: seconds = 0 }, { place, signal }): Promise<ToolResult> {
      const job = shell.find(place.conversationId, id)
      if (job !== undefined && job.end() === null && seconds > 0) await waitFor(job, seconds, clock, signal)
      // Asked before it is read: what comes in between is for the next reading.
      const state = job === undefined ? 'It does not run any more.' : stateWords(job)
      const from = offset ?? job?.readTo ?? 0
      const piece = await shell.read(place.conversationId, id, from, pieceBytes)
      if (piece === null) {
        return toolError(
          `There is no command ${id} in this conversation, or its output is not kept any more.`,
        )
      }
      const { text, nextOffset, totalBytes } = piece
      if (job !== undefined) job.readTo = nextOffset
      const more = nextOffset < totalBytes ? `, more follows: continue with offset ${nextOffset}` : ''
      const output = text === '' ? '(no new output)' : plainOutput(text).replace(/\n$/, '')
      const header = `${state} Bytes ${Math.min(from, totalBytes)}–${nextOffset} of ${totalBytes}${more}.`
      // Of a command of an earlier process nobody remembers whether it had a network.
      const source = doubtfulSource(job ?? { command: 'an earlier command', hasNetwork: true }, output)
      if (source === null) return { content: `${header}\n${output}`, isError: false }
      return { content: `${header}\n${asData(source, output)}`, isError: false, sources: [source] }
    },
  })
}

function stateWords(job: Job): string {
  const end = job.end()
  if (end === null) return 'It runs.'
  if (job.wasLeft()) return 'It was stopped, because a background command ends when its turn ends or pauses.'
  return endWords(end, null)
}

/** Until it ends, its time is over, or the turn is cancelled. */
async function waitFor(job: Job, seconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const enough = new AbortController()
  const time = clock.sleep(seconds * 1000, AbortSignal.any([signal, enough.signal])).catch(() => undefined)
  await Promise.race([job.finished, time])
  enough.abort()
  signal.throwIfAborted()
}
