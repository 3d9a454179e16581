import type { AnyTool } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { deleteFileTool } from './delete-file.ts'
import { editFileTool } from './edit-file.ts'
import { globFilesTool } from './glob-files.ts'
import { listDirectoryTool } from './list-directory.ts'
import { moveFileTool } from './move-file.ts'
import { readFileTool } from './read-file.ts'
import { searchFilesTool } from './search-files.ts'
import { writeFileTool } from './write-file.ts'

/** The tools that read and change files. */
export function fileTools(rooms: ToolRooms): readonly AnyTool[] {
  return [
    listDirectoryTool(rooms),
    readFileTool(rooms),
    globFilesTool(rooms),
    searchFilesTool(rooms),
    writeFileTool(rooms),
    editFileTool(rooms),
    moveFileTool(rooms),
    deleteFileTool(rooms),
  ]
}
