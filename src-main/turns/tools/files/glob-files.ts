import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type AnyTool, toolSuccess } from '../tool.ts'
import { refusalsAsResults, ToolRefusal } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { requireJudged } from './judged-paths.ts'
import { type FileRooms, nameOf, readOperation } from './path-operation.ts'
import { runRipgrep } from './ripgrep.ts'
import { createPathReader } from './search-output.ts'
import { nameFilter, openSearch } from './search-start.ts'
import { locate, rootOf } from './working-directory.ts'

const mostRows = 500
/** Beyond so many they are not counted. */
const mostPaths = 1_000_000

const schema = z.strictObject({
  pattern: z
    .string()
    .min(1, 'Say which names.')
    .max(500)
    .describe('Such as *.ts (in any folder) or src/**/*.{ts,tsx}.'),
  path: z
    .string()
    .max(4096)
    .optional()
    .describe('The folder to look in, relative to the working directory. Default: all of it.'),
  include_ignored: z
    .boolean()
    .optional()
    .describe('Also what .gitignore leaves out, and node_modules. Default: false.'),
})

export function globFilesTool(rooms: FileRooms & Pick<ToolRooms, 'clock'>): AnyTool {
  return defineTool({
    name: 'glob',
    description:
      `Find files by their names. The result is sorted paths, at most ${mostRows}. What .gitignore leaves out, links, ` +
      'node_modules and .git are passed over.',
    schema,
    title: 'Find files by name',
    effects: ['read-inside', 'outside'],
    kind: 'read',
    operation: (input, place) => readOperation(input, place, rooms, 'List the files of'),
    label: ({ pattern, path }) =>
      `Find files ${pattern}${path === undefined || path === '.' ? '' : ` in ${path}`}`,
    run: (input, { place, signal }) =>
      refusalsAsResults(async () => {
        const around = { place, home: rooms.home }
        const at = await locate(around, input.path ?? '.')
        requireJudged(input, [at])
        const { pattern } = input
        const search = await openSearch(at, await rootOf(around), pattern, rooms.protectedPaths.whyNotRead)
        try {
          if (search.start !== '')
            throw new ToolRefusal(`"${at.shown}" is a file. Name the folder to look in.`)
          const paths: string[] = []
          let count = 0
          const read = createPathReader((path) => {
            if (!search.fits(path)) return
            count += 1
            if (paths.length < mostRows) paths.push(path)
          })
          const stopped = await runRipgrep({
            // Sorted by ripgrep, in a single thread of it: here so many paths would hold up everything else.
            args: ['--files', '--sort=path', ...nameFilter(pattern)],
            start: '',
            cwd: search.cwd,
            ignored: input.include_ignored === true,
            signal,
            clock: rooms.clock,
            onOutput(piece) {
              read(piece)
              return count < mostPaths
            },
          })
          const told = await search.tellable(paths)
          const rows = paths.filter((path) => told.has(path)).map(search.shown)
          const where = `${plainLine(pattern, 200)} in ${nameOf(at)}`
          if (rows.length === 0) return toolSuccess(`No file fits ${where}${endWords(stopped)}`)
          const files = `${stopped === null ? '' : 'more than '}${count} ${count === 1 ? 'file fits' : 'files fit'}`
          const more =
            count > mostRows
              ? [`… only the first ${mostRows} are shown. Narrow it with path or pattern.`]
              : []
          return toolSuccess([`${files} ${where}${endWords(stopped)}`, ...rows, ...more].join('\n'))
        } finally {
          await search.close()
        }
      }),
  })
}

/** Why not all was looked at. */
export function endWords(stopped: 'enough' | 'time' | null): string {
  switch (stopped) {
    case null:
      return ''
    case 'time':
      return '; it took too long and was stopped: narrow it with path'
    case 'enough':
      return '; it was stopped there: narrow it'
  }
}
