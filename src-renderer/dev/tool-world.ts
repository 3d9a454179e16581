import type { McpServer } from '../../src-shared/domain/mcp-server.ts'
import type { MemoryFile, Skill } from '../../src-shared/ipc/knowledge-routes.ts'
import type { SandboxStatus, ToolInfo } from '../../src-shared/ipc/tool-routes.ts'

export interface MemoryScope {
  readonly scope: string
  readonly title: string
  readonly files: (MemoryFile & { text: string })[]
}

/** The part of a fake main process that its tools are about. */
export interface ToolWorld {
  tools: ToolInfo[]
  sandbox: SandboxStatus
  keptBytes: number
  keptFiles: number
  mcpServers: McpServer[]
  memory: MemoryScope[]
  skillFolder: string
  /** Whether a skill is on is told by the settings. */
  skills: Omit<Skill, 'enabled'>[]
}

export function emptyToolWorld(): ToolWorld {
  return {
    tools: [
      { name: 'ask_user', title: 'Ask you', effects: [] },
      { name: 'list_directory', title: 'List a folder', effects: ['read-inside', 'outside'] },
      { name: 'read_file', title: 'Read a file', effects: ['read-inside', 'outside'] },
      { name: 'find_files', title: 'Find files by name', effects: ['read-inside', 'outside'] },
      { name: 'search_files', title: 'Search in files', effects: ['read-inside', 'outside'] },
      { name: 'write_file', title: 'Write a file', effects: ['write-inside', 'outside'] },
      { name: 'edit_file', title: 'Edit a file', effects: ['write-inside', 'outside'] },
      { name: 'move_file', title: 'Move a file', effects: ['write-inside', 'outside'] },
      { name: 'delete_file', title: 'Put a file in the trash', effects: ['write-inside', 'outside'] },
      { name: 'run_command', title: 'Run a command', effects: ['shell'] },
      { name: 'web_search', title: 'Search the web', effects: ['network'] },
      { name: 'web_fetch', title: 'Fetch a page', effects: ['network'] },
      { name: 'memory', title: 'Keep notes', effects: [] },
      { name: 'use_skill', title: 'Use a skill', effects: [] },
      { name: 'schedule_task', title: 'Make a schedule', effects: [] },
      { name: 'list_schedules', title: 'Look at the schedules', effects: [] },
      { name: 'cancel_schedule', title: 'Remove a schedule', effects: [] },
      { name: 'notify_user', title: 'Notify you', effects: [] },
    ],
    sandbox: {
      kind: 'bubblewrap',
      message:
        'Commands run in bubblewrap: they can change the working directory only and reach no host but the listed ones.',
    },
    keptBytes: 0,
    keptFiles: 0,
    mcpServers: [],
    memory: [{ scope: 'all', title: 'Every conversation', files: [] }],
    skillFolder: '/home/ada/.config/Dormouse/skills',
    skills: [],
  }
}
