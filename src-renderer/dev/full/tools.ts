import type { Grant } from '../../../src-shared/domain/grant.ts'
import type { McpServer, McpTool } from '../../../src-shared/domain/mcp-server.ts'
import { emptyToolWorld, type ToolWorld } from '../tool-world.ts'
import { day, hour, minute } from './times.ts'

function tool(name: string, title: string, description: string, rest: Partial<McpTool> = {}): McpTool {
  return {
    name,
    title,
    description,
    saysReadOnly: false,
    effect: 'outside',
    permission: 'policy',
    ...rest,
  }
}

function note(path: string, text: string, updatedAt: number) {
  return { path, text, bytes: new TextEncoder().encode(text).length, updatedAt }
}

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullTools(now: number): ToolWorld {
  const servers: McpServer[] = [
    {
      id: 'mcp-github',
      name: 'github',
      transport: {
        kind: 'http',
        url: 'https://api.githubcopilot.com/mcp/',
        headers: { Authorization: { kind: 'secret', isSet: true } },
      },
      enabled: true,
      byDefault: true,
      state: { kind: 'ready', message: null, retryAt: null },
      tools: [
        tool('list_issues', 'List issues', 'Lists the issues of a repository, newest first.', {
          saysReadOnly: true,
          effect: 'network',
        }),
        tool('create_issue', 'Create an issue', 'Creates a new issue in a repository.', {
          effect: 'message',
          permission: 'ask',
        }),
        tool(
          'delete_file',
          'Delete a file',
          'Deletes a file from a repository with a commit message of its own, on the branch that is given or else on the default one. It cannot be undone by this tool; the history of the repository keeps what was there.',
          { permission: 'refuse' },
        ),
      ],
      createdAt: now - 30 * day,
    },
    {
      id: 'mcp-notes',
      name: 'notes',
      transport: {
        kind: 'stdio',
        command: 'npx',
        args: ['-y', '@modelcontextprotocol/server-filesystem', '/home/ada/Notes'],
        env: {
          NOTES_TOKEN: { kind: 'secret', isSet: true },
          NOTES_LANGUAGE: { kind: 'plain', value: 'en' },
        },
        confined: true,
      },
      enabled: true,
      byDefault: false,
      state: { kind: 'idle', message: null, retryAt: null },
      tools: [
        tool('read_text_file', 'Read a text file', 'Reads a file of the notes.', { saysReadOnly: true }),
      ],
      createdAt: now - 12 * day,
    },
    {
      id: 'mcp-calendar',
      name: 'calendar',
      transport: {
        kind: 'stdio',
        command: '/home/ada/bin/calendar-server',
        args: [],
        env: {},
        confined: false,
      },
      enabled: true,
      byDefault: true,
      state: {
        kind: 'failed',
        message: 'It ended right after it was started (exit code 127): libical.so.3 was not found.',
        retryAt: now + 4 * minute,
      },
      tools: [],
      createdAt: now - 2 * day,
    },
  ]
  return {
    ...emptyToolWorld(),
    keptBytes: 214_430_720,
    keptFiles: 1_284,
    mcpServers: servers,
    memory: [
      {
        scope: 'all',
        title: 'Every conversation',
        files: [
          note(
            'about-ada.md',
            '# Ada\n\n- Writes in British English.\n- Works on Release 2.4.\n',
            now - 3 * hour,
          ),
          note('people/brandt.md', 'Brandt & Co. pay late. Their invoices come twice.\n', now - 9 * day),
        ],
      },
      {
        scope: 's-digest',
        title: 'Morning digest',
        files: [note('seen.md', '2026-11-20: 14 new posts, 3 told.\n', now - 5 * hour)],
      },
    ],
    skills: [
      {
        name: 'release-notes',
        description: 'How the release notes of this project are written: order, tone and what is left out.',
        folder: '/home/ada/.config/Dormouse/skills/release-notes',
        problem: null,
      },
      {
        name: 'invoices',
        description: 'Sorts invoices by customer and checks their numbers.',
        folder: '/home/ada/work/skills/invoices',
        problem: null,
      },
      {
        name: 'letter',
        description: '',
        folder: '/home/ada/work/skills/letter',
        problem: 'Its SKILL.md has no description. Add a line “description: …” at the top.',
      },
    ],
  }
}

/** The standing permissions of a full world. */
export function fullGrants(now: number): Grant[] {
  return [
    {
      id: 'g-test',
      scheduleId: 's-digest',
      conversationId: null,
      tool: 'run_command',
      operation: '[{"kind":"command","argv":["npm","test"],"cwd":"/home/ada/work/site"}]',
      words: 'Run `npm test` in ~/work/site',
      createdAt: now - 6 * day,
      lastUsedAt: now - 5 * hour,
    },
    {
      id: 'g-fetch',
      scheduleId: null,
      conversationId: 'c-release',
      tool: 'web_fetch',
      operation: '[{"kind":"host","host":"example.com"}]',
      words: 'Fetch pages of example.com',
      createdAt: now - 40 * minute,
      lastUsedAt: null,
    },
  ]
}
