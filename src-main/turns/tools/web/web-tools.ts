import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

/** The tools that reach the web. */
export function webTools(_rooms: ToolRooms): readonly AnyTool[] {
  return []
}
