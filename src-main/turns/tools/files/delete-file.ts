import { dirname } from 'node:path'
import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import type { AnyTool, CallPlace, ToolResult } from '../tool.ts'
import { refusalsAsResults, ToolRefusal } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { requireJudged } from './judged-paths.ts'
import { requireUnmoved } from './open-regular-file.ts'
import { type FileRooms, nameOf, pathOperation } from './path-operation.ts'
import { requireRemovable } from './removable.ts'
import { judgedTree, treeFiles, treeWords, unkeptRest, whyNotTree } from './tree-files.ts'
import { locateEntry, type LocatedPath } from './working-directory.ts'

const schema = z.strictObject({
  path: z
    .string()
    .min(1, 'Name the file or folder.')
    .max(4096)
    .describe('The file or folder, relative to the working directory. Of a link, the link itself.'),
})

export function deleteFileTool(rooms: FileRooms & Pick<ToolRooms, 'trash' | 'dataDir'>): AnyTool {
  const find = async (path: string, place: CallPlace): Promise<LocatedPath> => {
    const at = await locateEntry({ place, home: rooms.home }, path)
    await requireRemovable(at, place, rooms)
    return at
  }
  return defineTool({
    name: 'delete_file',
    description:
      'Move a file or a folder with all that is in it to the system’s trash, from where the user can take it back.',
    schema,
    title: 'Delete to the trash',
    effects: ['write-inside', 'outside'],
    kind: 'act',
    async operation(input, place) {
      const at = await find(input.path, place)
      const tree = await judgedTree(at)
      const words = `Delete ${nameOf(at)}${tree === null ? '' : treeWords(tree)}`
      const mustAsk = tree && (await whyNotTree(tree, at.shown, rooms.protectedPaths.whyNotWrite))
      return pathOperation(input, words, [{ access: 'delete', at }], rooms, { mustAsk })
    },
    label: ({ path }) => `Delete ${path}`,
    run: (input, context) =>
      refusalsAsResults(async (): Promise<ToolResult> => {
        const at = await find(input.path, context.place)
        requireJudged(input, [at])
        const tree = await treeFiles(at)
        await context.keeper.before(tree.files.map((path) => ({ path, intended: null })))
        context.signal.throwIfAborted()
        // The trash takes a path, so this is as near to the moment as a look can be.
        const again = await locateEntry({ place: context.place, home: rooms.home }, input.path)
        requireJudged(input, [again])
        await requireUnmoved({ real: dirname(at.real), shown: at.shown })
        await rooms.trash(at.real).catch((error: unknown) => {
          const why = error instanceof Error ? error.message : 'the system’s trash does not take it'
          throw new ToolRefusal(`"${at.shown}" was not deleted: ${why}`)
        })
        const did = `Moved ${at.shown}${treeWords(tree)} to the trash`
        return { content: `${did}.`, isError: false, detail: { did, ...unkeptRest(tree) } }
      }),
  })
}
