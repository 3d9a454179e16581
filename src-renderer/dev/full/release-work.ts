import type { Block } from '../../../src-shared/domain/message.ts'

/** Tool calls of the conversation about the release that did something, and one that was not allowed to. */
export function releaseWork(at: number): Block[] {
  return [
    {
      type: 'tool_use',
      id: 'u-6',
      name: 'edit_file',
      input: { path: 'release.ts', old_string: "date: '2026-11-23'", new_string: "date: '2026-11-24'" },
      label: 'Edit release.ts',
    },
    {
      type: 'tool_result',
      toolUseId: 'u-6',
      content: 'Edited release.ts, +1 −1 (in 1 place).',
      isError: false,
      startedAt: at + 9000,
      endedAt: at + 9031,
      detail: { did: 'Edited release.ts, +1 −1' },
    },
    {
      type: 'tool_use',
      id: 'u-7',
      name: 'run_command',
      input: { command: 'git push origin release' },
      label: 'Run git push origin release',
    },
    {
      type: 'tool_result',
      toolUseId: 'u-7',
      content: 'This conversation may only read and write files, so the command was not run.',
      isError: true,
      refused: true,
      startedAt: null,
      endedAt: null,
    },
  ]
}
