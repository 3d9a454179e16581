import { createHash } from 'node:crypto'
import { lstat, readlink } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { z } from 'zod'
import type { FileState } from '../../../../src-shared/domain/file-change.ts'
import type { PlannedChange } from '../../../file-history/file-history.ts'
import { defineTool } from '../define-tool.ts'
import type { AnyTool, CallPlace, ToolResult } from '../tool.ts'
import { refusalsAsResults, ToolRefusal } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { requireJudged } from './judged-paths.ts'
import { movePath } from './move-path.ts'
import { openRegularFile } from './open-regular-file.ts'
import { type FileRooms, nameOf, pathOperation } from './path-operation.ts'
import { requireRemovable } from './removable.ts'
import {
  judgedTree,
  movedFiles,
  type Tree,
  treeFiles,
  treeWords,
  unkeptRest,
  whyNotTree,
} from './tree-files.ts'
import { isInside, locateEntry, type LocatedPath } from './working-directory.ts'

/** Of larger files it is not worked out what they will be: after a crash it is then said that they may have moved. */
const mostHashedBytes = 64 * 1024 * 1024

const schema = z.strictObject({
  from: z
    .string()
    .min(1, 'Name the file or folder.')
    .max(4096)
    .describe('The file or folder, relative to the working directory. Of a link, the link itself.'),
  to: z
    .string()
    .min(1, 'Give the new path.')
    .max(4096)
    .describe('Its whole new path, the name included. Folders that are missing on the way are made.'),
  overwrite: z.boolean().optional().describe('Replace a file that is there. Default: false.'),
})
type Input = z.infer<typeof schema>

interface Ends {
  readonly from: LocatedPath
  readonly to: LocatedPath
}

export function moveFileTool(rooms: FileRooms & Pick<ToolRooms, 'dataDir'>): AnyTool {
  const find = async (input: Input, place: CallPlace): Promise<Ends> => {
    const around = { place, home: rooms.home }
    const from = await locateEntry(around, input.from)
    const to = await locateEntry(around, input.to)
    await requireRemovable(from, place, rooms)
    if (isInside(from.real, to.real) && from.real !== to.real)
      throw new ToolRefusal(`"${from.shown}" cannot be moved into itself.`)
    return { from, to }
  }
  return defineTool({
    name: 'move_file',
    description: 'Move or rename a file, or a folder with all that is in it, also to another disk.',
    schema,
    title: 'Move or rename',
    effects: ['write-inside', 'outside'],
    kind: 'act',
    async operation(input, place) {
      const { from, to } = await find(input, place)
      const tree = await judgedTree(from)
      const { whyNotWrite } = rooms.protectedPaths
      const mustAsk =
        tree && (await whyNotTree(tree, from.shown, whyNotWrite, movedFiles(tree, from.real, to.real)))
      const over = input.overwrite === true && to.exists ? ', in place of what is there' : ''
      const words = `Move ${nameOf(from)}${tree === null ? '' : treeWords(tree)} to ${nameOf(to)}${over}`
      const uses = [
        { access: 'delete', at: from },
        { access: 'write', at: to },
      ] as const
      return pathOperation(input, words, uses, rooms, { mustAsk })
    },
    label: ({ from, to }) => `Move ${from} to ${to}`,
    run: (input, context) =>
      refusalsAsResults(async (): Promise<ToolResult> => {
        const { from, to } = await find(input, context.place)
        requireJudged(input, [from, to])
        const tree = await treeFiles(from)
        const over = await replaced(to, tree, input.overwrite === true)
        await context.keeper.before(await changesOf(tree, from, to))
        const { call, signal } = context
        signal.throwIfAborted()
        await movePath({ from, to, moved: tree.stats, over, call, signal })
        const did = `Moved ${from.shown}${treeWords(tree)} to ${to.shown}`
        return { content: `${did}.`, isError: false, detail: { did, ...unkeptRest(tree) } }
      }),
  })
}

/** What is at the new path and may be replaced. Throws a `ToolRefusal` where it may not. */
async function replaced(to: LocatedPath, { stats }: Tree, overwrite: boolean): Promise<Stats | null> {
  const over = await lstat(to.real).catch(() => null)
  // On a file system that ignores case, another way to write the name is the same file.
  if (over === null) return null
  if (over.ino === stats.ino && over.dev === stats.dev) {
    if (over.nlink === 1) return over
    throw new ToolRefusal(
      `"${to.shown}" is the same file already, under another name. Delete one of the two.`,
    )
  }
  if (over.isDirectory())
    throw new ToolRefusal(`"${to.shown}" is a folder that is there. Give the whole new path.`)
  if (!overwrite) throw new ToolRefusal(`"${to.shown}" is there already. Set overwrite to replace it.`)
  if (stats.isDirectory())
    throw new ToolRefusal(`"${to.shown}" is no folder, so a folder does not replace it.`)
  return over
}

async function changesOf(tree: Tree, from: LocatedPath, to: LocatedPath): Promise<PlannedChange[]> {
  const gone = tree.files.map((path) => ({ path, intended: null }))
  const there = movedFiles(tree, from.real, to.real)
  if (tree.stats.isDirectory()) return [...gone, ...there.map((path) => ({ path }))]
  const intended = await stateOf(from, tree.stats)
  return [...gone, { path: to.real, ...(intended ? { intended } : {}) }]
}

async function stateOf(at: LocatedPath, stats: Stats): Promise<FileState | null> {
  if (stats.isSymbolicLink()) {
    const target = Buffer.from(await readlink(at.real))
    return {
      kind: 'link',
      hash: createHash('sha256').update(target).digest('hex'),
      bytes: target.length,
      mode: 0o777,
    }
  }
  if (!stats.isFile() || stats.size > mostHashedBytes) return null
  const handle = await openRegularFile(at)
  try {
    const hash = createHash('sha256')
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Uint8Array)
    return { kind: 'file', hash: hash.digest('hex'), bytes: stats.size, mode: stats.mode & 0o7777 }
  } finally {
    await handle.close()
  }
}
