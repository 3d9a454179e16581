import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import type { AnyTool, CallPlace, ToolResult } from '../tool.ts'
import { refusalsAsResults } from '../tool-refusal.ts'
import { countWords, fileDiff } from './file-diff.ts'
import { requireJudged } from './judged-paths.ts'
import { type FileRooms, nameOf, pathOperation } from './path-operation.ts'
import { modeAfter, presentFile, replaceFile } from './replace-file.ts'
import { replaceText } from './replace-text.ts'
import { readTextFile } from './text-file.ts'
import { locate, type LocatedPath } from './working-directory.ts'
import { fileState, otherNames } from './write-file.ts'

const schema = z.strictObject({
  path: z
    .string()
    .min(1, 'Name the file.')
    .max(4096)
    .describe('The file, relative to the working directory.'),
  old_string: z
    .string()
    .min(1, 'Give the text to replace; to make a file use write_file.')
    .max(1_000_000)
    .describe('The text to replace, exactly as it stands in the file. It must be there once.'),
  new_string: z.string().max(1_000_000).describe('The text to put in its place.'),
  replace_all: z.boolean().optional().describe('Replace it everywhere in the file. Default: false.'),
})
type Input = z.infer<typeof schema>

export function editFileTool(rooms: FileRooms): AnyTool {
  const find = (input: Input, place: CallPlace): Promise<LocatedPath> =>
    locate({ place, home: rooms.home }, input.path)
  return defineTool({
    name: 'edit_file',
    description:
      'Replace exact text in a text file. The old text must be in the file exactly once, or replace_all be set. Line ' +
      'ends and encoding stay as they are. Read the file first.',
    schema,
    title: 'Edit a file',
    effects: ['write-inside', 'outside'],
    kind: 'act',
    async operation(input, place) {
      const at = await find(input, place)
      // What is outside is read only once that is allowed, so its change is not known before.
      const edited =
        at.inside && rooms.protectedPaths.whyNotRead(at.real) === null ? await edit(at, input) : null
      return pathOperation(
        input,
        `Edit ${nameOf(at)}${otherNames(edited?.stats ?? null)}`,
        [{ access: 'write', at }],
        rooms,
        { diff: edited?.change?.diff ?? null },
      )
    },
    label: ({ path }) => `Edit ${path}`,
    run: (input, context) =>
      refusalsAsResults(async (): Promise<ToolResult> => {
        const at = await find(input, context.place)
        requireJudged(input, [at])
        const { text, places, change, stats } = await edit(at, input)
        await presentFile(at)
        const bytes = Buffer.from(text)
        const mode = modeAfter(stats)
        await context.keeper.before([{ path: at.real, intended: fileState(bytes, mode) }])
        context.signal.throwIfAborted()
        await replaceFile(at, stats, context.call, (file) => file.writeFile(bytes), mode)
        const did = `Edited ${at.shown}${change === null ? '' : `, ${countWords(change)}`}`
        const where = places === 1 ? 'in 1 place' : `in ${places} places`
        return { content: `${did} (${where}).`, isError: false, detail: { did } }
      }),
  })
}

async function edit(at: LocatedPath, { old_string, new_string, replace_all = false }: Input) {
  const { text, stats } = await readTextFile(at)
  const replaced = replaceText(text, { old: old_string, new: new_string, all: replace_all }, at.shown)
  return { ...replaced, stats, change: fileDiff(at.shown, text, replaced.text) }
}
