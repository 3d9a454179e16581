import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import { stepRow } from '../rows.ts'
import { minute } from './times.ts'

/** The tool calls of the runs in work.ts, which began at `start` and two minutes before `now`. */
export function linkSteps(start: number, now: number): ToolStep[] {
  const step = (toolUseId: string, after: number, ms: number, row: Partial<ToolStep>): ToolStep =>
    stepRow({
      turnId: 't-links',
      messageId: 'm-links',
      toolUseId,
      startedAt: start + after,
      endedAt: start + after + ms,
      ...row,
    })
  return [
    step('u-search', 6_000, 1_310, {
      name: 'search_files',
      label: 'Search for ](http',
      input: { pattern: '\\]\\((https?:[^)]+)\\)', path: 'content', max_results: 200 },
      result: 'content/pricing.md:14: [the plans](https://example.org/plans-2024)\ncontent/team.md:3: …',
      detail: { did: 'Searched for ](http, 38 places in 12 files' },
    }),
    step('u-fetch', 9_000, 812, {
      name: 'web_fetch',
      label: 'Fetch example.org/plans',
      input: { url: 'https://example.org/plans' },
      result: 'Plans. Every plan includes the tray, schedules and the inbox. …',
      sources: [{ kind: 'web', name: 'example.org' }],
      detail: { did: 'Fetched example.org/plans, 4 KB' },
    }),
    step('u-picture', 11_000, 64, {
      name: 'read_file',
      label: 'Read public/plans.png',
      input: { path: 'public/plans.png' },
      result: 'A picture, 1280 × 800.',
      attachments: [
        {
          kind: 'image',
          mediaType: 'image/png',
          blob: 'a'.repeat(64),
          bytes: 184_320,
          name: 'public/plans.png',
        },
      ],
    }),
    step('u-edit', 7 * minute, 31, {
      name: 'edit_file',
      label: 'Edit content/pricing.md',
      input: {
        path: 'content/pricing.md',
        old_string: 'See [the plans](https://example.org/plans-2024) for what each of them costs.',
        new_string: 'See [the plans](https://example.org/plans) for what each of them costs.',
      },
      result: 'Edited content/pricing.md, +4 −2 (in 1 place).',
      detail: { did: 'Edited content/pricing.md, +4 −2' },
    }),
    step('u-write', 7 * minute + 2_000, 12, {
      name: 'write_file',
      label: 'Write content/trial.md',
      input: { path: 'content/trial.md', content: '# The trial\n\nThirty days, with everything in it.\n' },
      result: 'Wrote content/trial.md.',
      detail: { did: 'Wrote content/trial.md, 4 lines' },
    }),
    step('u-push', 7 * minute + 4_000, 0, {
      name: 'run_command',
      label: 'Run git push',
      input: { command: 'git push origin HEAD' },
      result: 'It would send data out, and the schedule may not. Leave the changes where they are.',
      isError: true,
      refused: true,
      startedAt: null,
      endedAt: null,
    }),
    step('u-lost', 7 * minute + 5_000, 9, {
      name: 'read_file',
      label: 'Read content/Donaudampfschifffahrtsgesellschaftskapitänsverzeichnis/inhalt-der-alten-seiten.md',
      input: { path: 'content/inhalt-der-alten-seiten.md' },
      result: 'There is no such file in the working directory.',
      isError: true,
    }),
    step('u-build', 7 * minute + 6_000, 74_000, {
      name: 'run_command',
      label: 'Run npm run build',
      input: {
        command: 'npm run build -- --strict && ./scripts/check-links.sh content',
        timeout_seconds: 300,
      },
      result: 'It ended with exit code 0.\n\n✓ content/guide/chapter-1.md\n…\nDone.',
      detail: {
        did: 'Ran npm run build',
        exitCode: 0,
        outputBytes: 1,
        sandbox: 'bubblewrap',
        unkept: 'public/images/…/screenshot-of-the-pricing-page.png is too large to be kept.',
      },
    }),
    stepRow({
      turnId: 't-check',
      messageId: 'm-check',
      toolUseId: 'u-list',
      name: 'list_directory',
      label: 'List content',
      input: { path: 'content' },
      result: 'pricing.md\nteam.md',
      startedAt: now - 2 * minute + 3_000,
      endedAt: now - 2 * minute + 3_004,
    }),
    stepRow({
      turnId: 't-check',
      messageId: 'm-check',
      toolUseId: 'u-check',
      name: 'run_command',
      label: 'Run npm run build',
      input: { command: 'npm run build' },
      status: 'started',
      startedAt: now - minute,
    }),
    stepRow({
      turnId: 't-check',
      messageId: 'm-check',
      toolUseId: 'u-next',
      name: 'edit_file',
      label: 'Edit content/team.md',
      input: { path: 'content/team.md', old_string: 'a', new_string: 'b' },
      status: 'pending',
    }),
  ]
}
