import type { Dirent } from 'node:fs'
import { lstat, opendir, readlink } from 'node:fs/promises'
import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type AnyTool, toolSuccess } from '../tool.ts'
import { fileRefusal, refusalsAsResults } from '../tool-refusal.ts'
import { requireJudged } from './judged-paths.ts'
import { type FileRooms, readOperation } from './path-operation.ts'
import { type PinnedFolder, pinFolder } from './pinned-folder.ts'
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
        // Held open, so that nothing put in its place meanwhile is listed.
        const pinned = await pinFolder(folder.real, folder.shown).catch((error: unknown) => {
          throw fileRefusal(error, folder.shown)
        })
        try {
          return toolSuccess(await listing(folder, pinned, signal))
        } finally {
          await pinned.close()
        }
      }),
  })
}

async function listing(folder: LocatedPath, pinned: PinnedFolder, signal: AbortSignal): Promise<string> {
  const { entries, complete } = await readEntries(folder, pinned.at('.'), signal)
  const shown = entries.slice(0, mostRows)
  const rows: string[] = []
  for (let at = 0; at < shown.length; at += statsAtOnce) {
    signal.throwIfAborted()
    rows.push(...(await Promise.all(shown.slice(at, at + statsAtOnce).map((entry) => row(pinned, entry)))))
  }
  await pinned.requireUnmoved()
  return [header(folder, entries.length, complete), ...rows, ...rest(entries.length, complete)].join('\n')
}

function isHere(path: string | undefined): path is undefined | '' | '.' {
  return path === undefined || path === '' || path === '.'
}

async function readEntries(
  folder: LocatedPath,
  path: string,
  signal: AbortSignal,
): Promise<{ entries: Dirent[]; complete: boolean }> {
  const entries: Dirent[] = []
  let complete = true
  try {
    for await (const entry of await opendir(path, { bufferSize: 256 })) {
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

async function row(folder: PinnedFolder, entry: Dirent): Promise<string> {
  const name = plainLine(entry.name)
  const path = folder.at(entry.name)
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
