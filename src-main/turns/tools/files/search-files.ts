import { lstat } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { z } from 'zod'
import { binaryKind } from './file-kind.ts'
import { walkFiles } from './file-walk.ts'
import { defineTool } from '../define-tool.ts'
import { readOperation } from './read-operation.ts'
import { createGlob } from './glob.ts'
import { lineBlocks } from './line-blocks.ts'
import { createLineMatcher, type LineMatcher } from './line-matcher.ts'
import { plainLine } from '../plain-line.ts'
import { type ReadContext, toolSuccess } from '../tool.ts'
import { fileRefusal, refusalsAsResults, requireFolder, ToolRefusal } from '../tool-refusal.ts'
import { locate, type LocatedPath, openRegularFile } from './working-directory.ts'

const mostHits = 200
const mostFiles = 20_000
const mostBytes = 64 * 1024 * 1024
const mostBytesOfOneFile = 8 * 1024 * 1024
const sniffedBytes = 8192

const inputSchema = z.strictObject({
  query: z
    .string()
    .min(1, 'Say what to look for.')
    .max(1000)
    .describe(
      'Plain text, or a regular expression between slashes: /TODO|FIXME/. Add the flag c to heed case: /Todo/c.',
    ),
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
})

/** What was looked at, and what was found. */
interface Search {
  readonly rows: string[]
  readonly filesWithHits: Set<string>
  files: number
  bytes: number
  /** Files of which only the beginning was looked at. */
  cutFiles: number
  /** Why it stopped before everything was looked at. */
  stopped: string | null
}

export const searchFilesTool = defineTool({
  name: 'search_files',
  description:
    'Find lines in the text files of the working directory. Case is ignored. Results are lines of ' +
    `path:line: text, at most ${mostHits}. Binary files, symbolic links, node_modules and .git are passed over.`,
  schema: inputSchema,
  title: 'Search in files',
  effects: ['read-inside', 'outside'],
  kind: 'read',
  operation: ({ path }, place) => readOperation(path, place),
  label: ({ query, path }) => `Look for “${query}”${path === undefined || path === '.' ? '' : ` in ${path}`}`,
  run: (input, context) => refusalsAsResults(() => search(input, context)),
})

async function search({ query, path, glob }: z.infer<typeof inputSchema>, { place, signal }: ReadContext) {
  const folder = requireFolder(place)
  const root = await locate(folder, '.')
  const start = await locate(folder, path === undefined || path === '' ? '.' : path)
  const fits = glob === undefined ? () => true : createGlob(glob)
  if (fits === null)
    throw new ToolRefusal('The glob has too many alternatives in braces. Use fewer, or several searches.')
  const state: Search = { rows: [], filesWithHits: new Set(), files: 0, bytes: 0, cutFiles: 0, stopped: null }
  const matcher = createLineMatcher(query)
  try {
    for await (const file of await filesOf(root.real, start, signal)) {
      if (!fits(steps(root.real, file.real)) && !fits(steps(start.real, file.real))) continue
      state.stopped = limitReached(state)
      if (state.stopped !== null) break
      await searchFile(file, matcher, state, signal)
    }
    state.stopped ??= limitReached(state)
  } finally {
    await matcher.close()
  }
  return toolSuccess([summary(query, start.shown, state), ...state.rows].join('\n'))
}

async function filesOf(
  root: string,
  start: LocatedPath,
  signal: AbortSignal,
): Promise<AsyncIterable<LocatedPath> | LocatedPath[]> {
  const stats = await lstat(start.real).catch((error: unknown) => {
    throw fileRefusal(error, start.shown)
  })
  return stats.isDirectory() ? walkFiles(root, start.real, signal) : [start]
}

function limitReached({ rows, files, bytes }: Search): string | null {
  if (rows.length >= mostHits) return `after ${mostHits} lines`
  if (files >= mostFiles) return `after ${mostFiles} files`
  if (bytes >= mostBytes) return `after ${mostBytes / 1024 / 1024} MiB`
  return null
}

async function searchFile(
  file: LocatedPath,
  matcher: LineMatcher,
  state: Search,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  // A file that vanished or may not be read is passed over like a binary one: the search is about the others.
  const handle = await openRegularFile(file).catch((error: unknown) => {
    if (error instanceof ToolRefusal) return null
    throw error
  })
  if (handle === null) return
  try {
    state.files += 1
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
    if (binaryKind(buffer.subarray(0, bytesRead)) !== null) return
    const room = Math.min(mostBytesOfOneFile, mostBytes - state.bytes)
    const { size } = await handle.stat()
    state.bytes += Math.min(room, size)
    if (size > room) state.cutFiles += 1
    for await (const block of lineBlocks(handle, room, signal)) {
      for (const hit of await matcher.match(block.text, mostHits - state.rows.length)) {
        state.rows.push(`${file.shown}:${block.firstLine + hit.line}: ${plainLine(hit.text)}`)
        state.filesWithHits.add(file.real)
      }
      if (state.rows.length >= mostHits) return
    }
  } finally {
    await handle.close()
  }
}

function summary(query: string, shown: string, state: Search): string {
  const where = shown === '.' ? 'the working directory' : shown
  const what = `“${plainLine(query, 200)}” in ${where}`
  const looked = `${state.files} ${state.files === 1 ? 'file' : 'files'} looked at${cut(state.cutFiles)}`
  const stopped =
    state.stopped === null ? '' : `; stopped ${state.stopped}: narrow it with path or glob to see the rest`
  if (state.rows.length === 0) return `No line matches ${what} (${looked}${stopped})`
  const lines = `${state.rows.length} ${state.rows.length === 1 ? 'line matches' : 'lines match'}`
  const files = `${state.filesWithHits.size} ${state.filesWithHits.size === 1 ? 'file' : 'files'}`
  return `${lines} ${what}, from ${files} (${looked}${stopped})`
}

function cut(files: number): string {
  return files === 0 ? '' : `, ${files} of them only in its first ${mostBytesOfOneFile / 1024 / 1024} MiB`
}

function steps(from: string, path: string): string {
  const way = relative(from, path)
  return sep === '/' ? way : way.replaceAll(sep, '/')
}
