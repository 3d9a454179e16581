import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { webFetchTool } from './web-fetch.ts'
import { webSearchTool } from './web-search.ts'

/** The tools that reach the web. */
export function webTools(rooms: ToolRooms): readonly AnyTool[] {
  return [webSearchTool(rooms), webFetchTool(rooms)]
}
