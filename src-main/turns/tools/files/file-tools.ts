import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { listDirectoryTool } from './list-directory.ts'
import { readFileTool } from './read-file.ts'
import { searchFilesTool } from './search-files.ts'

/** The tools that read and change files. */
export function fileTools(_rooms: ToolRooms): readonly AnyTool[] {
  return [listDirectoryTool, readFileTool, searchFilesTool]
}
