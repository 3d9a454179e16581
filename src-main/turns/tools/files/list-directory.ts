import type { Dirent } from 'node:fs'
import { lstat, opendir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type AnyTool, toolSuccess } from '../tool.ts'
import { fileRefusal, refusalsAsResults } from '../tool-refusal.ts'
import { requireJudged } from './judged-paths.ts'
import { requireUnmoved } from './open-regular-file.ts'
import { type FileRooms, readOperation } from './path-operation.ts'
import { locate, type LocatedPath } from './working-directory.ts'

const mostRows = 500
/** Beyond this the folder is not read on: sorting more would hold up everything else. */
const mostEntries = 20_000
const statsAtOnce = 32

const schema = z.strictObject({
  path: z
    .string()
    .max(4096)
    .optional()
    .describe('The folder, relative to the working directory. Default: the working directory itself.'),
})

export function listDirectoryTool(rooms: FileRooms): AnyTool {
  return defineTool({
    name: 'list_directory',
    description:
      'List what is in a folder: one line each with the kind (file, dir, link, other), the size in bytes, and the name. ' +
      'Not recursive. Hidden files are shown.',
    schema,
    title: 'List a folder',
    effects: ['read-inside', 'outside'],
    kind: 'read',
    operation: (input, place) => readOperation(input, place, rooms, 'List'),
    label: ({ path }) => (isHere(path) ? 'List the working directory' : `List ${path}`),
    run: (input, { place, signal }) =>
      refusalsAsResults(async () => {
        const folder = await locate({ place, home: rooms.home }, input.path ?? '.')
        requireJudged(input, [folder])
        const { entries, complete } = await readEntries(folder, signal)
        const shown = entries.slice(0, mostRows)
        const rows: string[] = []
        for (let at = 0; at < shown.length; at += statsAtOnce) {
          signal.throwIfAborted()
          rows.push(
            ...(await Promise.all(shown.slice(at, at + statsAtOnce).map((entry) => row(folder.real, entry)))),
          )
        }
        await requireUnmoved(folder)
        return toolSuccess(
          [header(folder, entries.length, complete), ...rows, ...rest(entries.length, complete)].join('\n'),
        )
      }),
  })
}

function isHere(path: string | undefined): path is undefined | '' | '.' {
  return path === undefined || path === '' || path === '.'
}

async function readEntries(
  folder: LocatedPath,
  signal: AbortSignal,
): Promise<{ entries: Dirent[]; complete: boolean }> {
  const entries: Dirent[] = []
  let complete = true
  try {
    for await (const entry of await opendir(folder.real, { bufferSize: 256 })) {
      signal.throwIfAborted()
      if (entries.length === mostEntries) {
        complete = false
        break
      }
      entries.push(entry)
    }
  } catch (error) {
    signal.throwIfAborted()
    throw fileRefusal(error, folder.shown)
  }
  return { entries: entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)), complete }
}

function header({ shown }: LocatedPath, count: number, complete: boolean): string {
  const entries = count === 1 && complete ? '1 entry' : `${complete ? '' : 'more than '}${count} entries`
  return `${shown === '.' ? 'The working directory' : `${shown.replace(/\/$/, '')}/`} (${entries})`
}

function rest(count: number, complete: boolean): string[] {
  if (!complete) return [`… only ${mostRows} of them are shown. Use glob to look for certain names.`]
  if (count <= mostRows) return []
  return [`… and ${count - mostRows} more. Use glob to look for certain names.`]
}

async function row(folder: string, entry: Dirent): Promise<string> {
  const name = plainLine(entry.name)
  const path = join(folder, entry.name)
  if (entry.isDirectory()) return `dir  -  ${name}/`
  if (entry.isSymbolicLink()) {
    const target = await readlink(path).catch(() => '?')
    return `link  -  ${name} -> ${plainLine(target, 300)}`
  }
  if (!entry.isFile()) return `other  -  ${name}`
  const size = await lstat(path).then(
    (stats) => String(stats.size),
    () => '?',
  )
  return `file  ${size}  ${name}`
}
