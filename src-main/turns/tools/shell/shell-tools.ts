import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

/** The tools that run commands. */
export function shellTools(_rooms: ToolRooms): readonly AnyTool[] {
  return []
}

/** Ends the background commands of a turn that is not executed any more. */
export function leaveShell(_turnId: string): void {
  // Nothing runs yet.
}
