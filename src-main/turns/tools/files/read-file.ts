import { z } from 'zod'
import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import { defineTool } from '../define-tool.ts'
import { type AnyTool, type ReadContext, toolError, type ToolResult, toolSuccess } from '../tool.ts'
import { refusalsAsResults } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { binaryKind } from './file-kind.ts'
import { requireJudged } from './judged-paths.ts'
import { type LineRange, readLineRange } from './line-range.ts'
import { asMail, isMail, isMailName, outlookText } from './mail-like.ts'
import { openRegularFile } from './open-regular-file.ts'
import { type FileRooms, readOperation } from './path-operation.ts'
import { isImage, readImage } from './read-image.ts'
import { readPdf } from './read-pdf.ts'
import { locate } from './working-directory.ts'

const mostLines = 2000
const mostBytes = 256 * 1024
const sniffedBytes = 8192
const mostOutlookBytes = 4 * 1024 * 1024

const schema = z.strictObject({
  path: z
    .string()
    .min(1, 'Name the file.')
    .max(4096)
    .describe('The file, relative to the working directory.'),
  offset: z.number().int().min(1).optional().describe('The line to begin with, counted from 1. Default: 1.'),
  limit: z.number().int().min(1).optional().describe(`How many lines. Default and most: ${mostLines}.`),
  pages: z
    .string()
    .regex(/^\d{1,6}(-\d{1,6})?$/, 'Give pages like 3 or 1-5.')
    .optional()
    .describe('Of a PDF: which pages, such as 3 or 1-5. Default: the first 20.'),
})
type Input = z.infer<typeof schema>

export function readFileTool(rooms: FileRooms & Pick<ToolRooms, 'clock'>): AnyTool {
  return defineTool({
    name: 'read_file',
    description:
      'Read a file: text, a picture (PNG, JPEG, GIF, WebP) or pages of a PDF. Of text, the first line of the result says ' +
      'the size and which lines follow; after it comes the text as it is, ' +
      `at most ${mostLines} lines or 256 KiB at once: continue with offset.`,
    schema,
    title: 'Read a file',
    effects: ['read-inside', 'outside'],
    kind: 'read',
    operation: (input, place) => readOperation(input, place, rooms),
    label: ({ path, offset, limit, pages }) =>
      `Read ${path}${pages === undefined ? rangeLabel(offset, limit) : `, pages ${pages}`}`,
    run: (input, context) => refusalsAsResults(() => read(input, context, rooms)),
  })
}

async function read(
  input: Input,
  context: ReadContext,
  rooms: FileRooms & Pick<ToolRooms, 'clock'>,
): Promise<ToolResult> {
  const { offset = 1, limit = mostLines, pages } = input
  const file = await locate({ place: context.place, home: rooms.home }, input.path)
  requireJudged(input, [file])
  const handle = await openRegularFile(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
    const start = buffer.subarray(0, bytesRead)
    const kind = binaryKind(start)
    if (kind === 'PDF document') return await readPdf(file, handle, pages, context, rooms.clock)
    if (kind !== null && isImage(kind)) return await readImage(file, handle, kind, context)
    if (kind !== null && isMailName(file.real)) {
      const bytes = Buffer.alloc(Math.min(size, mostOutlookBytes))
      const all = await handle.read(bytes, 0, bytes.length, 0)
      const text = outlookText(bytes.subarray(0, all.bytesRead), mostBytes)
      return asMail(
        `${file.shown} · ${size} bytes · ${kind}, the text that was found in it\n${text}`,
        file.shown,
      )
    }
    if (kind !== null)
      return toolError(`"${file.shown}" is not text that can be read here: ${kind}, ${size} bytes.`)
    const range = await readLineRange(handle, {
      first: offset,
      lines: Math.min(limit, mostLines),
      bytes: mostBytes,
      signal: context.signal,
    })
    const content = describe(file.shown, size, offset, range)
    return isMail(file.real, start.toString()) ? asMail(content, file.shown) : toolSuccess(content)
  } finally {
    await handle.close()
  }
}

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
