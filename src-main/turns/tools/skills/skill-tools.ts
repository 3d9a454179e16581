import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { useSkillTool } from './use-skill.ts'

/** The tools that load skills. */
export function skillTools(rooms: ToolRooms): readonly AnyTool[] {
  return [useSkillTool(rooms)]
}
