import type { ToolDefinition } from '../../models/model-client.ts'
import { fileTools } from './files/file-tools.ts'
import { memoryTools } from './memory/memory-tools.ts'
import { plainLine } from './plain-line.ts'
import { readResultTool } from './results/read-result.ts'
import { cancelScheduleTool } from './schedules/cancel-schedule.ts'
import { listSchedulesTool } from './schedules/list-schedules.ts'
import { scheduleTaskTool } from './schedules/schedule-task.ts'
import { wakeUpLaterTool } from './schedules/wake-up-later.ts'
import { shellTools } from './shell/shell-tools.ts'
import { skillTools } from './skills/skill-tools.ts'
import type { AnyTool } from './tool.ts'
import type { ToolRooms } from './tool-rooms.ts'
import { askForSecretTool } from './user/ask-for-secret.ts'
import { askUserTool } from './user/ask-user.ts'
import { notifyUserTool } from './user/notify-user.ts'
import { webTools } from './web/web-tools.ts'

/** The tools of the built-in assistant, in the order in which a model sees them. */
export function builtInTools(rooms: ToolRooms): readonly AnyTool[] {
  return [
    askUserTool,
    askForSecretTool(rooms),
    ...fileTools(rooms),
    ...shellTools(rooms),
    ...webTools(rooms),
    ...memoryTools(rooms),
    ...skillTools(rooms),
    scheduleTaskTool(rooms),
    wakeUpLaterTool,
    listSchedulesTool,
    cancelScheduleTool,
    notifyUserTool,
    readResultTool(rooms),
  ]
}

/** What a model is told about each tool; the schema is the one that its input is parsed with. */
export function toolDefinitions(tools: readonly AnyTool[]): ToolDefinition[] {
  return tools.map((tool) => tool.definition())
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
    title: name,
    effects: [],
    kind: 'read',
    definition: () => ({ name, description: message, input_schema: { type: 'object' } }),
    prepare: () => ({ ok: false, message }),
  }
}
