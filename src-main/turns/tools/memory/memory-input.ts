import { z } from 'zod'
import type { MemoryCommand } from '../../../memory/memory-commands.ts'

const path = z.string().min(1).max(1000)

/** What each command takes, as models know it from the memory tool of the Messages API. */
const commandSchema = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('view'),
    path,
    view_range: z.tuple([z.number().int(), z.number().int()]).optional(),
  }),
  z.object({ command: z.literal('create'), path, file_text: z.string() }),
  z.object({ command: z.literal('str_replace'), path, old_str: z.string().min(1), new_str: z.string() }),
  z.object({
    command: z.literal('insert'),
    path,
    insert_line: z.number().int().min(0),
    insert_text: z.string(),
  }),
  z.object({ command: z.literal('delete'), path }),
  z.object({ command: z.literal('rename'), old_path: path, new_path: path }),
])

const text = z.string().max(100_000)

/** The same as one flat object: a tool's schema has no alternatives at its top. */
export const memoryInputSchema = z
  .strictObject({
    command: z
      .enum(['view', 'create', 'str_replace', 'insert', 'delete', 'rename'])
      .describe('view: a note with line numbers, or what is in a folder. The others change the notes.'),
    path: path.optional().describe('The note or folder, such as /memories/plans.md. For all but rename.'),
    view_range: z
      .array(z.number().int())
      .length(2)
      .optional()
      .describe('With view: first and last line, from 1; -1 is the end.'),
    file_text: text.optional().describe('With create: the whole text.'),
    old_str: text.optional().describe('With str_replace: the text to replace, exactly once in the note.'),
    new_str: text.optional().describe('With str_replace: what takes its place.'),
    insert_line: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('With insert: after which line; 0 is the beginning.'),
    insert_text: text.optional().describe('With insert: the text.'),
    old_path: path.optional().describe('With rename: what it is called.'),
    new_path: path.optional().describe('With rename: what it is to be called.'),
  })
  .superRefine((input, context) => {
    const issues = commandSchema.safeParse(input).error?.issues ?? []
    for (const { path: at, message } of issues)
      context.addIssue({ code: 'custom', path: at, message: `${input.command} needs it: ${message}` })
  })

export type MemoryInput = z.infer<typeof memoryInputSchema>

/** The command of an input that was parsed. */
export function memoryCommand(input: MemoryInput): MemoryCommand {
  return commandSchema.parse(input)
}
