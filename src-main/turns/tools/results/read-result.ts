import { z } from 'zod'
import { labelData } from '../../../../src-shared/domain/label-data.ts'
import { harmless } from '../../../permissions/operation.ts'
import { defineTool } from '../define-tool.ts'
import { type AnyTool, type CallPlace, toolError, type ToolResult } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { wholePiece } from './whole-piece.ts'

/** Characters that are read at once; in bytes never so many that the piece would be shortened itself. */
const usual = 8_000
const most = 24_000
const mostBytes = 28 * 1024

/** The tool that reads what was left out of a long result. Offered from the session's first such result on. */
export function readResultTool({ results }: Pick<ToolRooms, 'results'>): AnyTool {
  return defineTool({
    name: 'read_result',
    title: 'Read more of a result',
    effects: [],
    description:
      'Read what was left out of a long tool result of this conversation. The result names its handle and the offset where ' +
      'the left-out part begins. It is the result as it was then: to see how something is now, use the tool again.',
    schema: z.strictObject({
      handle: z.string().min(1).max(400).describe('As the shortened result names it.'),
      offset: z.number().int().min(0).optional().describe('The character to begin with. Default: 0.'),
      limit: z
        .number()
        .int()
        .min(1)
        .max(most)
        .optional()
        .describe(`How many characters. Default: ${usual}, most: ${most}.`),
    }),
    kind: 'read',
    isOffered: (place) => Promise.resolve(results.isOffered(place)),
    label: () => 'Read more of a result',
    operation: () => Promise.resolve(harmless('Read more of a result')),
    run: ({ handle, offset = 0, limit = usual }, { place }) =>
      Promise.resolve(read({ handle, offset, limit }, place, results)),
  })
}

function read(
  { handle, offset, limit }: { readonly handle: string; readonly offset: number; readonly limit: number },
  place: CallPlace,
  results: ToolRooms['results'],
): ToolResult {
  const found = results.find(place, handle)
  if (found === null)
    return toolError(
      'There is no such result in this conversation, or its message was deleted. Take the handle from the result itself.',
    )
  const { name, text, sources } = found
  const piece = wholePiece(text, { offset, limit, mostBytes })
  const more = piece.end < text.length ? `, more follows: continue with offset ${piece.end}` : ', to the end'
  const header = `Result of ${name}, characters ${piece.start}–${piece.end} of ${text.length}${more}.`
  const [source] = sources
  if (source === undefined) return { content: `${header}\n${piece.text}`, isError: false }
  return {
    // Its own label may stand in another piece.
    content: `${header}\n${labelData('untrusted', { source: `${source.kind}:${source.name}` }, piece.text)}`,
    isError: false,
    sources,
  }
}
