import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import type { AnyTool, ReadContext, ToolResult } from '../tool.ts'
import { refusalsAsResults } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { endWords } from './glob-files.ts'
import { requireJudged } from './judged-paths.ts'
import { asMail, isMailName } from './mail-like.ts'
import { type FileRooms, nameOf, readOperation } from './path-operation.ts'
import { runRipgrep } from './ripgrep.ts'
import { createRecordReader, searchLine, type SearchLine } from './search-output.ts'
import { nameFilter, openSearch, type SearchStart } from './search-start.ts'
import { locate, rootOf } from './working-directory.ts'

const mostHits = 200
const mostFiles = 500
/** So many lines are collected, and then sorted, before the first of them are shown. */
const mostCollected = 2000
const mostOutputBytes = 1024 * 1024

const schema = z.strictObject({
  query: z
    .string()
    .min(1, 'Say what to look for.')
    .max(1000)
    .describe('Plain text, or with regex an expression.'),
  regex: z
    .boolean()
    .optional()
    .describe('The query is a regular expression of the ripgrep kind, for one line. Default: false.'),
  match_case: z.boolean().optional().describe('Upper and lower case differ. Default: false.'),
  path: z
    .string()
    .max(4096)
    .optional()
    .describe('A folder or file to look in, relative to the working directory. Default: all of it.'),
  glob: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe('Only files whose path fits, such as *.ts or src/**/*.{ts,tsx}.'),
  context: z
    .number()
    .int()
    .min(0)
    .max(20)
    .optional()
    .describe('How many lines to show before and after. Default: 0.'),
  show: z
    .enum(['lines', 'files', 'count'])
    .optional()
    .describe('The lines, only the paths of the files, or how many lines match in each. Default: lines.'),
  include_ignored: z
    .boolean()
    .optional()
    .describe('Also what .gitignore leaves out, and node_modules. Default: false.'),
})
type Input = z.infer<typeof schema>
type Rooms = FileRooms & Pick<ToolRooms, 'clock'>

export function searchFilesTool(rooms: Rooms): AnyTool {
  return defineTool({
    name: 'search_files',
    description:
      'Find lines in text files. Results are lines of path:line: text (path-line- text around a match), sorted, at most ' +
      `${mostHits}. What .gitignore leaves out, binary files, links, node_modules and .git are passed over.`,
    schema,
    title: 'Search in files',
    effects: ['read-inside', 'outside'],
    kind: 'read',
    operation: (input, place) => readOperation(input, place, rooms, 'Search'),
    label: ({ query, path }) =>
      `Look for “${query}”${path === undefined || path === '.' ? '' : ` in ${path}`}`,
    run: (input, context) =>
      refusalsAsResults(async () => {
        const around = { place: context.place, home: rooms.home }
        const at = await locate(around, input.path ?? '.')
        requireJudged(input, [at])
        const start = await openSearch(at, await rootOf(around), input.glob, rooms.protectedPaths.whyNotRead)
        try {
          const found = await collect(input, start, rooms, context)
          const told = await start.tellable([...new Set(found.lines.map(({ path }) => path))])
          const lines = found.lines
            .filter(({ path }) => told.has(path))
            .toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
          return report(input, nameOf(at), lines, found.stopped, start)
        } finally {
          await start.close()
        }
      }),
  })
}

async function collect(input: Input, search: SearchStart, { clock }: Rooms, { signal }: ReadContext) {
  const { show = 'lines', context = 0 } = input
  const lines: SearchLine[] = []
  let bytes = 0
  const read = createRecordReader((path, rest) => {
    const line = show === 'lines' ? searchLine(path, rest) : { path, line: 0, text: rest, isHit: true }
    if (line !== null && search.fits(path)) lines.push(line)
  })
  const stopped = await runRipgrep({
    args: [
      ...(show === 'lines'
        ? ['--line-number', '--max-columns=400', '--max-columns-preview', `--context=${context}`]
        : ['--count']),
      '--no-heading',
      '--with-filename',
      '--no-context-separator',
      '--max-filesize=64M',
      input.match_case === true ? '--case-sensitive' : '--ignore-case',
      ...(input.regex === true ? [] : ['--fixed-strings']),
      ...nameFilter(input.glob),
      '-e',
      input.query,
    ],
    start: search.start,
    cwd: search.cwd,
    ignored: input.include_ignored === true,
    signal,
    clock,
    onOutput(piece) {
      read(piece)
      bytes += piece.length
      return lines.length < mostCollected && bytes < mostOutputBytes
    },
  })
  return { lines, stopped }
}

function report(
  input: Input,
  where: string,
  lines: readonly SearchLine[],
  stopped: 'enough' | 'time' | null,
  { shown }: SearchStart,
): ToolResult {
  const { show = 'lines', query } = input
  const what = `“${plainLine(query, 200)}” in ${where}`
  const paths = [...new Set(lines.filter(({ isHit }) => isHit).map(({ path }) => path))]
  const hits = show === 'lines' ? lines.filter(({ isHit }) => isHit).length : total(lines)
  if (hits === 0) return { content: `No line matches ${what}${endWords(stopped)}`, isError: false }
  const more = stopped === null ? '' : 'more than '
  const count = `${more}${hits} ${hits === 1 ? 'line matches' : 'lines match'} ${what}, from ${paths.length} ${paths.length === 1 ? 'file' : 'files'}`
  const all = show === 'lines' ? lines : lines.slice(0, mostFiles)
  const first = show === 'lines' ? firstHits(lines) : all
  const rows = first.map((line) => {
    const path = shown(line.path)
    if (show === 'files') return path
    if (show === 'count') return `${path}: ${line.text}`
    const text = plainLine(line.text)
    return line.isHit ? `${path}:${line.line}: ${text}` : `${path}-${line.line}- ${text}`
  })
  const cut =
    first.length < lines.length
      ? [
          `… only the first ${show === 'lines' ? `${mostHits} lines` : `${mostFiles} files`} are shown. Narrow it with path or glob.`,
        ]
      : []
  const content = [`${count}${endWords(stopped)}`, ...rows, ...cut].join('\n')
  const mail = show === 'lines' ? paths.find((path) => isMailName(path)) : undefined
  return mail === undefined ? { content, isError: false } : asMail(content, shown(mail))
}

function total(lines: readonly SearchLine[]): number {
  return lines.reduce((sum, { text }) => sum + Number(text), 0)
}

/** As many matches as are shown, with what stands around them. */
function firstHits(lines: readonly SearchLine[]): readonly SearchLine[] {
  let hits = 0
  const end = lines.findIndex(({ isHit }) => {
    if (isHit) hits += 1
    return hits > mostHits
  })
  return end === -1 ? lines : lines.slice(0, end)
}
