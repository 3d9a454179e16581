import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

/** The tools that keep notes. */
export function memoryTools(_rooms: ToolRooms): readonly AnyTool[] {
  return []
}
