import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { memoryTool } from './memory.ts'

/** The tools that keep notes. */
export function memoryTools(rooms: ToolRooms): readonly AnyTool[] {
  return [memoryTool(rooms)]
}
