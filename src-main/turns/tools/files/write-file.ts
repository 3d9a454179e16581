import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Stats } from 'node:fs'
import { defineTool } from '../define-tool.ts'
import type { AnyTool, ToolResult } from '../tool.ts'
import { refusalsAsResults, ToolRefusal } from '../tool-refusal.ts'
import { countWords, fileDiff } from './file-diff.ts'
import { requireJudged } from './judged-paths.ts'
import { type FileRooms, nameOf, pathOperation } from './path-operation.ts'
import { modeAfter, presentFile, replaceFile } from './replace-file.ts'
import { readTextFile } from './text-file.ts'
import { locate, type LocatedPath } from './working-directory.ts'

/** More than a model can write in one go. */
const mostCharacters = 2_000_000

const schema = z.strictObject({
  path: z
    .string()
    .min(1, 'Name the file.')
    .max(4096)
    .describe('The file, relative to the working directory.'),
  content: z.string().max(mostCharacters).describe('The whole text of the file.'),
})

export function writeFileTool(rooms: FileRooms): AnyTool {
  return defineTool({
    name: 'write_file',
    description:
      'Write a whole text file, new or in place of the one that is there. Folders that are missing on the way are made. ' +
      'To change a part of a file use edit_file.',
    schema,
    title: 'Write a file',
    effects: ['write-inside', 'outside'],
    kind: 'act',
    async operation(input, place) {
      const at = await locate({ place, home: rooms.home }, input.path)
      requireFile(at, input.path)
      const present = at.inside ? await presentFile(at) : await presentFile(at).catch(() => null)
      // The question shows what changes, but no key.
      const isShown = rooms.protectedPaths.whyNotRead(at.real) === null
      const old = present === null ? '' : isShown ? await textOf(at) : null
      const diff = old === null ? null : fileDiff(at.shown, old, input.content)
      const words = `Write ${nameOf(at)}${otherNames(present)}`
      return pathOperation(input, words, [{ access: 'write', at }], rooms, { diff: diff?.diff ?? null })
    },
    label: ({ path }) => `Write ${path}`,
    run: (input, context) =>
      refusalsAsResults(async (): Promise<ToolResult> => {
        const at = await locate({ place: context.place, home: rooms.home }, input.path)
        requireJudged(input, [at])
        requireFile(at, input.path)
        const present = await presentFile(at)
        const old = present === null ? '' : await textOf(at)
        const bytes = Buffer.from(input.content)
        const mode = modeAfter(present)
        await context.keeper.before([{ path: at.real, intended: fileState(bytes, mode) }])
        context.signal.throwIfAborted()
        await replaceFile(at, present, context.call, (file) => file.writeFile(bytes), mode)
        const change = old === null ? null : fileDiff(at.shown, old, input.content)
        const counts = change === null ? '' : `, ${countWords(change)}`
        const did = `${present === null ? 'Made' : 'Wrote'} ${at.shown}${counts}`
        return { content: `${did} (${bytes.length} bytes).`, isError: false, detail: { did } }
      }),
  })
}

/** What a regular file with these bytes is for the history of files. */
export function fileState(bytes: Uint8Array, mode: number) {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { kind: 'file', hash, bytes: bytes.length, mode } as const
}

/** What a question says of a file with further hard links: they are not written to. */
export function otherNames(present: Stats | null): string {
  return present !== null && present.nlink > 1
    ? ' (the same file has other names, which keep what they have)'
    : ''
}

/** `null`: what is there is no text, so there is nothing to compare. */
async function textOf(at: LocatedPath): Promise<string | null> {
  return readTextFile(at).then(
    ({ text }) => text,
    () => null,
  )
}

function requireFile({ shown }: LocatedPath, asked: string): void {
  if (shown === '.' || /[\\/]$/.test(asked))
    throw new ToolRefusal(`"${shown}" is a folder. Name a file in it.`)
}
