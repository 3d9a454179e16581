import type { FileChange } from '../../../src-shared/domain/file-change.ts'
import type { RunEvent } from '../../../src-shared/domain/run.ts'
import { changeRow, runRow } from '../rows.ts'
import { outputKey, type WorkWorld } from '../work-world.ts'
import type { World } from '../world.ts'
import { buildOutput } from './build-output.ts'
import { linkSteps } from './link-steps.ts'
import { minute } from './times.ts'

const turnId = 't-links'
const messageId = 'm-links'

const pricingDiff = `===================================================================
--- a/content/pricing.md
+++ b/content/pricing.md
@@ -12,7 +12,9 @@ # Plans
 Every plan includes the tray, schedules and the inbox.
 
-See [the plans](https://example.org/plans-2024) for what each of them costs.
+See [the plans](https://example.org/plans) for what each of them costs. Prices are the same for everybody, and the
+longest line of this page is here to show that a line that has no room goes on below instead of being cut off.
+
 
 ## Questions
 
@@ -40,4 +42,4 @@
 
 - Can I cancel? *Yes, at any time.*
-- Is there a trial? See [the trial](../trail.md).
+- Is there a trial? See [the trial](../trial.md).
\\ No newline at end of file
`
const newPage = `--- /dev/null
+++ b/content/trial.md
@@ -0,0 +1,4 @@
+# The trial
+
+Thirty days, with everything in it.
+
`

/** Two runs with a lot of work: one that is done and changed files, and one whose command still runs. */
export function fullWork(now: number): Pick<World, 'runs' | 'runEvents' | 'workWorld'> {
  const ago = (ms: number): number => now - ms
  const start = ago(44 * minute)
  const file = (shown: string, row: Partial<FileChange> & { by?: string } = {}): FileChange => {
    const { by = 'u-edit', ...rest } = row
    return changeRow({ turnId, shown, calls: [{ messageId, toolUseId: by }], at: start, ...rest })
  }
  const run = {
    title: 'Mend the links',
    deliverTo: 'c-release',
    usage: {
      inputTokens: 41_230,
      outputTokens: 3_806,
      cacheReadTokens: 188_400,
      cacheWriteTokens: 22_100,
      costMicroUsd: 412_000,
      steps: 11,
    },
  }
  const workWorld: WorkWorld = {
    steps: linkSteps(start, now),
    outputs: new Map([
      [outputKey({ messageId, toolUseId: 'u-build' }), buildOutput(4200)],
      [outputKey({ messageId: 'm-check', toolUseId: 'u-check' }), buildOutput(60)],
    ]),
    changes: [
      file('content/pricing.md'),
      file('content/trial.md', { before: null, by: 'u-write' }),
      file('content/trail.md', { after: null, by: 'u-delete' }),
      file('scripts/check-links.sh', {
        before: { kind: 'file', hash: 'same', bytes: 812, mode: 0o644 },
        after: { kind: 'file', hash: 'same', bytes: 812, mode: 0o755 },
        by: 'u-build',
      }),
      file('public/images/a-rather-long-folder-name/that-goes-on/screenshot-of-the-pricing-page.png', {
        kept: false,
        before: { kind: 'file', hash: 'b', bytes: 96_400_000, mode: 0o644 },
        after: { kind: 'file', hash: 'c', bytes: 81_200_000, mode: 0o644 },
        by: 'u-build',
      }),
      changeRow({
        turnId: 't-release-0',
        shown: 'release.ts',
        calls: [{ messageId: 'm-2', toolUseId: 'u-6' }],
      }),
    ],
    diffs: new Map([
      ['/home/ada/site/content/pricing.md', pricingDiff],
      ['/home/ada/site/content/trial.md', newPage],
      ['/home/ada/site/content/trail.md', newPage.replaceAll('\n+', '\n-').replace('-0,0 +1,4', '-1,4 +0,0')],
      [
        '/home/ada/site/release.ts',
        "--- a/release.ts\n+++ b/release.ts\n@@ -1,1 +1,1 @@\n-export const release = { version: '2.4.0', date: '2026-11-23' }\n+export const release = { version: '2.4.0', date: '2026-11-24' }\n",
      ],
    ]),
    undoneAt: new Map(),
    conflicts: new Map(),
  }
  const event = (id: number, kind: RunEvent['kind'], after: number, text: string, detail = {}): RunEvent => ({
    id: 300 + id,
    runId: 'r-links',
    at: start + after,
    kind,
    text,
    detail,
  })
  return {
    workWorld,
    runs: [
      runRow({
        ...run,
        id: 'r-links',
        conversationId: 'b-links',
        nominalAt: start,
        startedAt: start + 400,
        endedAt: start + 9 * minute,
        turnId,
        status: 'succeeded',
        branch: 'dormouse/mend-the-links-2026-11-21',
        result: 'I mended **4 links** on two pages, and the build is green again.',
        delivery: 'delivered',
      }),
      runRow({
        ...run,
        id: 'r-check',
        title: 'Check the links',
        nominalAt: ago(2 * minute),
        startedAt: ago(2 * minute),
        turnId: 't-check',
        status: 'running',
      }),
    ],
    runEvents: [
      event(1, 'created', 0, 'Due by its schedule'),
      event(2, 'started', 400, 'Started'),
      event(3, 'message', 6_000, 'I will look for broken links first.', { ms: 5_400 }),
      event(4, 'tool-finished', 7_400, 'Search for ](http', { ms: 1_310 }),
      event(5, 'asked', minute, 'Edit `content/pricing.md`?', { questionIds: ['q-links'] }),
      event(6, 'answered', 7 * minute, 'Allowed once', { questionId: 'q-links' }),
      event(7, 'message', 8 * minute, 'The build is green again.', { ms: 8_800 }),
      event(8, 'succeeded', 9 * minute, 'Finished'),
    ],
  }
}
