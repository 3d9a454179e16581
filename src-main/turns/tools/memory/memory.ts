import { harmless } from '../../../permissions/operation.ts'
import { RouteFailure } from '../../../platform/route-failure.ts'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type AnyTool, type CallPlace, type Tool, toolError, type ToolResult, toolSuccess } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { memoryCommand, type MemoryInput, memoryInputSchema } from './memory-input.ts'

type MemoryTool = Extract<Tool<MemoryInput>, { kind: 'read' | 'act' }>

/**
 * Notes that outlive turns and sessions. It is one tool for the model, and two for us: a view only reads, so it is made
 * again after a crash and in a rehearsal; a change acts. No policy is about notes, but what is written here is read in
 * later turns, so after untrusted content a change asks like anything that sends data out.
 */
export function memoryTool(rooms: ToolRooms): AnyTool {
  const run = async (input: MemoryInput, place: CallPlace): Promise<ToolResult> => {
    try {
      return toolSuccess(await rooms.memory.command(place.scheduleId, memoryCommand(input)))
    } catch (error) {
      if (error instanceof RouteFailure) return toolError(error.message)
      throw error
    }
  }
  const common: Omit<MemoryTool, 'kind' | 'operation' | 'run'> = {
    name: 'memory',
    title: 'Keep notes',
    effects: [],
    description:
      'Your own notes, which outlive this conversation: text files below /memories. View /memories first; keep what will be needed later (how the user likes things, how work stands, what you learned), short and up to date, and remove what is no longer true. Up to 200 notes of 100 KB each. The user reads and edits them too. Never keep passwords, keys or other secrets. In a run of a schedule /memories holds the notes of that schedule, and /memories/all those of every conversation, which it only reads.',
    schema: memoryInputSchema,
    isOffered: () => Promise.resolve(rooms.settings().memory),
    label,
  }
  const looking = defineTool({
    ...common,
    kind: 'read',
    operation: (input) => Promise.resolve(harmless(label(input))),
    run: (input, { place }) => run(input, place),
  })
  const changing = defineTool({
    ...common,
    kind: 'act',
    operation: (input) => Promise.resolve({ ...harmless(plainLine(label(input), 200)), sends: true }),
    run: (input, { place }) => run(input, place),
  })
  return { ...changing, prepare: (input) => (isView(input) ? looking : changing).prepare(input) }
}

function isView(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'command' in input && input.command === 'view'
}

function label(input: MemoryInput): string {
  const note = (path: string | undefined): string => (path ?? '').replace(/^\/memories\/?/, '')
  const name = note(input.path)
  switch (input.command) {
    case 'view':
      return name === '' ? 'Look at its notes' : `Look at its note ${name}`
    case 'create':
      return `Keep a note: ${name}`
    case 'str_replace':
    case 'insert':
      return `Change its note ${name}`
    case 'delete':
      return `Remove its note ${name}`
    case 'rename':
      return `Rename its note ${note(input.old_path)} to ${note(input.new_path)}`
  }
}
