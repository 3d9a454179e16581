import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

/** The tools that load skills. */
export function skillTools(_rooms: ToolRooms): readonly AnyTool[] {
  return []
}
