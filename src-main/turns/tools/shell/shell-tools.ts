import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { commandOutputTool } from './command-output.ts'
import { runCommandTool } from './run-command.ts'
import { stopCommandTool } from './stop-command.ts'

/** The tools that run commands. */
export function shellTools(rooms: ToolRooms): readonly AnyTool[] {
  return [runCommandTool(rooms), commandOutputTool(rooms), stopCommandTool(rooms)]
}
