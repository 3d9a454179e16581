import { z } from 'zod'
import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import { defineTool } from '../define-tool.ts'
import { readOperation } from './read-operation.ts'
import { binaryKind } from './file-kind.ts'
import { type LineRange, readLineRange } from './line-range.ts'
import { toolError, toolSuccess } from '../tool.ts'
import { refusalsAsResults, requireFolder } from '../tool-refusal.ts'
import { locate, openRegularFile } from './working-directory.ts'

const mostLines = 2000
const mostBytes = 256 * 1024
const sniffedBytes = 8192

export const readFileTool = defineTool({
  name: 'read_file',
  description:
    'Read a text file of the working directory. The first line of the result says the size and which lines follow; ' +
    `after it comes the text as it is. At most ${mostLines} lines or 256 KiB at once: continue with offset.`,
  schema: z.strictObject({
    path: z
      .string()
      .min(1, 'Name the file.')
      .max(4096)
      .describe('The file, relative to the working directory.'),
    offset: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('The line to begin with, counted from 1. Default: 1.'),
    limit: z.number().int().min(1).optional().describe(`How many lines. Default and most: ${mostLines}.`),
  }),
  title: 'Read a file',
  effects: ['read-inside', 'outside'],
  kind: 'read',
  operation: ({ path }, place) => readOperation(path, place),
  label: ({ path, offset, limit }) => `Read ${path}${rangeLabel(offset, limit)}`,
  run: ({ path, offset = 1, limit = mostLines }, { place, signal }) =>
    refusalsAsResults(async () => {
      const file = await locate(requireFolder(place), path)
      const handle = await openRegularFile(file)
      try {
        const { size } = await handle.stat()
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
        const kind = binaryKind(buffer.subarray(0, bytesRead))
        if (kind !== null) {
          return toolError(`"${file.shown}" is not text that can be read here: ${kind}, ${size} bytes.`)
        }
        const range = await readLineRange(handle, {
          first: offset,
          lines: Math.min(limit, mostLines),
          bytes: mostBytes,
          signal,
        })
        return toolSuccess(describe(file.shown, size, offset, range))
      } finally {
        await handle.close()
      }
    }),
})

function rangeLabel(offset: number | undefined, limit: number | undefined): string {
  if (offset === undefined && limit === undefined) return ''
  const first = offset ?? 1
  return limit === undefined ? `, from line ${first}` : `, lines ${first}–${first + limit - 1}`
}

function describe(shown: string, size: number, first: number, range: LineRange): string {
  const about = `${shown} · ${size} bytes`
  if (range.lines === 0) {
    if (range.seen === 0) return `${about} · empty`
    return `${about} · it has ${range.seen} ${range.seen === 1 ? 'line' : 'lines'}, so there is no line ${first}`
  }
  const last = first + range.lines - 1
  const which = last === first ? `line ${first}` : `lines ${first}–${last}`
  const header = `${about} · ${which}${range.end === 'end-of-file' ? ', to the end' : ''}`
  const text = range.text.endsWith('\n') ? range.text.slice(0, -1) : range.text
  switch (range.end) {
    case 'end-of-file':
      return `${header}\n${text}`
    case 'more':
      return `${header}\n${text}\n[More follows. Continue with offset ${last + 1}.]`
    case 'cut':
      return `${header}\n${text}\n[Line ${last} is longer than can be shown and was cut here. The line after it: offset ${last + 1}.]`
    default:
      return assertNever(range.end)
  }
}
