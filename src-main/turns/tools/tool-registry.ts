import { z } from 'zod'
import type { ToolDefinition } from '../../models/model-client.ts'
import { askUserTool } from './ask-user.ts'
import { cancelScheduleTool } from './cancel-schedule.ts'
import { listDirectoryTool } from './list-directory.ts'
import { listSchedulesTool } from './list-schedules.ts'
import { notifyUserTool } from './notify-user.ts'
import { plainLine } from './plain-line.ts'
import { readFileTool } from './read-file.ts'
import { scheduleTaskTool } from './schedule-task.ts'
import { searchFilesTool } from './search-files.ts'
import type { AnyTool } from './tool.ts'

/** The tools of the built-in assistant, in the order in which a model sees them. */
export const builtInTools: readonly AnyTool[] = [
  askUserTool,
  listDirectoryTool,
  readFileTool,
  searchFilesTool,
  scheduleTaskTool,
  listSchedulesTool,
  cancelScheduleTool,
  notifyUserTool,
]

/** Making a schema takes a good part of a millisecond, and every model call asks for all of them. */
const made = new WeakMap<AnyTool, ToolDefinition>()

/** What a model is told about each tool; the schema is the one that its input is parsed with. */
export function toolDefinitions(tools: readonly AnyTool[]): ToolDefinition[] {
  return tools.map((tool) => {
    const definition = made.get(tool) ?? toolDefinition(tool)
    made.set(tool, definition)
    return definition
  })
}

function toolDefinition({ name, description, schema }: AnyTool): ToolDefinition {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io: 'input' })
  return { name, description, input_schema: { ...shape, type: 'object' } }
}

/**
 * The tool with this name. For a name that a model made up it is a tool whose every call is refused with the names
 * that exist, so that the caller has one path.
 */
export function findTool(tools: readonly AnyTool[], name: string): AnyTool {
  return tools.find((tool) => tool.name === name) ?? unknownTool(tools, name)
}

function unknownTool(tools: readonly AnyTool[], name: string): AnyTool {
  const names = tools.map((tool) => tool.name).join(', ')
  const message = `There is no tool named "${plainLine(name, 100)}". The tools are: ${names}.`
  return {
    name,
    description: message,
    effect: 'read',
    schema: z.never(),
    prepare: () => ({ ok: false, message }),
  }
}
