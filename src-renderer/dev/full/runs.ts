import type { RunEvent } from '../../../src-shared/domain/run.ts'
import { noUsage } from '../../../src-shared/domain/usage.ts'
import { clockTime } from '../../components/format-time.ts'
import { runRow } from '../rows.ts'
import type { World } from '../world.ts'
import type { fullQuestions } from './questions.ts'
import { day, hour, minute } from './times.ts'

const pricesProblem = 'prices.example.org could not be reached. Check the address in the instruction.'

const denied = [
  [
    'asked',
    'Two invoices of Brandt & Co. have the same number. Which one should keep it? (the first · the second)',
  ],
  ['done', 'Rename scan-0311.pdf to 2026-11-03-brandt.pdf'],
  ['done', 'Write 12 lines to index.md'],
] as const

const rehearsalResult = `I would sort **14 new files** into 6 folders, and rename 9 of them.

Would have asked:

- ${denied[0][1]}

Would have done:

- ${denied[1][1]}
- ${denied[2][1]}`

/** The timeline of the rehearsal that began at `at`. */
function rehearsalEvents(at: number): RunEvent[] {
  const event = (id: number, kind: RunEvent['kind'], after: number, text: string, detail = {}): RunEvent => ({
    id: 100 + id,
    runId: 'r-rehearsal',
    at: at + after,
    kind,
    text,
    detail,
  })
  return [
    event(1, 'created', 0, 'A rehearsal: nothing is changed'),
    event(2, 'started', 300, 'Started'),
    event(3, 'tool-finished', 2_900, 'List .', { tool: 'list_directory', ms: 6 }),
    ...denied.map(([wouldHave, what], index) =>
      event(4 + index, 'denied', 6_000 + index * 3_000, `Would have ${wouldHave}: ${what}`, {
        tool: wouldHave === 'asked' ? 'ask_user' : 'write_file',
        wouldHave,
        what,
      }),
    ),
    event(8, 'succeeded', 21_000, 'Finished'),
  ]
}

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullRuns(
  now: number,
  { choice }: ReturnType<typeof fullQuestions>,
): Pick<World, 'runs' | 'runEvents'> {
  const ago = (ms: number): number => now - ms

  const usage = {
    ...noUsage,
    inputTokens: 18_432,
    outputTokens: 1_204,
    cacheReadTokens: 9_800,
    costMicroUsd: 61_400,
    steps: 6,
  }
  const runs = [
    runRow({
      id: 'r-garden',
      title: 'Look up companion plants',
      origin: 'chat',
      nominalAt: ago(40_000),
      startedAt: ago(39_000),
      status: 'running',
      deliverTo: 'c-garden',
    }),
    runRow({
      id: 'r-invoices-1',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      nominalAt: ago(28 * minute),
      startedAt: ago(28 * minute),
      status: 'waiting',
      conversationId: 'b-invoices',
      turnId: 't-invoices',
      deliverTo: 'c-invoices',
      usage,
    }),
    runRow({
      id: 'r-invoices-f',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      nominalAt: ago(50 * minute),
      startedAt: ago(50 * minute),
      endedAt: ago(49 * minute),
      status: 'failed',
      reason: 'The folder ~/Invoices/incoming could not be read: permission denied.',
      conversationId: 'b-invoices-f',
      deliverTo: 'c-invoices',
      usage,
      delivery: 'delivered',
    }),
    runRow({
      id: 'r-invoices-0',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      nominalAt: ago(2 * hour + 28 * minute),
      startedAt: ago(2 * hour + 28 * minute),
      status: 'waiting',
      conversationId: 'b-invoices-0',
      turnId: 't-invoices-0',
      deliverTo: 'c-invoices',
      usage,
    }),
    runRow({
      id: 'r-logs',
      title: 'Check the build',
      origin: 'run-now',
      nominalAt: ago(3 * hour + 4 * minute),
      startedAt: ago(3 * hour + 4 * minute),
      status: 'waiting',
      conversationId: 'b-logs',
      turnId: 't-logs',
      deliverTo: 'c-logs',
      usage,
    }),
    runRow({
      id: 'r-digest-1',
      scheduleId: 's-digest',
      title: 'Morning digest',
      nominalAt: ago(5 * hour),
      startedAt: ago(5 * hour),
      endedAt: ago(5 * hour) + 41_300,
      status: 'succeeded',
      conversationId: 'b-digest',
      deliverTo: 'c-digest',
      result: 'Nothing needs you today. The build is green and the inbox is empty.',
      usage,
      delivery: 'delivered',
    }),
    runRow({
      id: 'r-backup',
      scheduleId: 's-backup',
      title: 'Check the backups',
      nominalAt: ago(20 * hour),
      status: 'skipped',
      reason: 'due 18:30: the schedule was paused (moving the disks)',
      reasonCode: 'paused',
      endedAt: ago(20 * hour),
    }),
    runRow({
      id: 'r-digest-late',
      scheduleId: 's-digest',
      title: 'Morning digest',
      nominalAt: ago(day + 4 * hour),
      startedAt: ago(day + 2 * hour + 18 * minute),
      endedAt: ago(day + 2 * hour + 18 * minute) + 38_000,
      status: 'succeeded',
      reason: `due ${clockTime(ago(day + 4 * hour))}, started ${clockTime(ago(day + 2 * hour + 18 * minute))}: the computer was asleep`,
      reasonCode: 'asleep',
      conversationId: 'b-digest-late',
      deliverTo: 'c-digest',
      result: 'Two people answered the survey, and the nightly build is red.',
      usage,
      delivery: 'delivered',
    }),
    runRow({
      id: 'r-invoices-skipped',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      nominalAt: ago(26 * minute),
      status: 'skipped',
      reason: 'The previous run is still waiting for you',
      reasonCode: 'previous-waiting',
      endedAt: ago(26 * minute),
    }),
    ...[0, 1, 2, 3].map((index) =>
      runRow({
        id: `r-prices-${index}`,
        scheduleId: 's-prices',
        title: 'Compare the prices',
        nominalAt: ago(index * 6 * hour + 70 * minute),
        startedAt: ago(index * 6 * hour + 70 * minute) + 400,
        endedAt: ago(index * 6 * hour + 70 * minute) + 5200,
        status: 'failed',
        reason: pricesProblem,
        conversationId: `b-prices-${index}`,
        deliverTo: 'c-reading',
        delivery: 'delivered',
      }),
    ),
    runRow({
      id: 'r-rehearsal',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      origin: 'run-now',
      nominalAt: ago(day + 3 * hour),
      startedAt: ago(day + 3 * hour) + 300,
      endedAt: ago(day + 3 * hour) + 21_000,
      status: 'succeeded',
      dryRun: true,
      conversationId: 'b-rehearsal',
      result: rehearsalResult,
      usage,
    }),
    runRow({
      id: 'r-missed',
      scheduleId: 's-digest',
      title: 'Morning digest',
      nominalAt: ago(day + 5 * hour),
      status: 'missed',
      reason: 'due 07:00: the computer was asleep; the one due 08:00 runs instead',
      reasonCode: 'newer-slot',
      endedAt: ago(day + 2 * hour + 18 * minute),
    }),
    runRow({
      id: 'r-cancelled',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      nominalAt: ago(day + 6 * hour),
      startedAt: ago(day + 6 * hour),
      endedAt: ago(day + 6 * hour) + 12_000,
      status: 'cancelled',
      reason: 'Stopped by you',
      reasonCode: 'cancelled',
      usage,
    }),
    runRow({
      id: 'r-superseded',
      scheduleId: 's-digest',
      title: 'Morning digest',
      nominalAt: ago(2 * day + 5 * hour),
      status: 'superseded',
      reason: 'A newer run took its place',
      reasonCode: 'replaced',
      endedAt: ago(2 * day + 4 * hour),
    }),
    runRow({
      id: 'r-queued',
      scheduleId: 's-digest',
      title: 'Morning digest',
      origin: 'backfill',
      nominalAt: ago(3 * day),
      status: 'queued',
    }),
  ]
  const event = (id: number, kind: RunEvent['kind'], after: number, text: string, detail = {}): RunEvent => ({
    id,
    runId: 'r-invoices-1',
    at: ago(28 * minute) + after,
    kind,
    text,
    detail,
  })
  const runEvents = [
    event(1, 'created', 0, 'Due by its schedule'),
    event(2, 'started', 220, 'Started'),
    event(3, 'model-call', 2_400, 'Asked the model', { inputTokens: 6_100, outputTokens: 210, ms: 2_180 }),
    event(4, 'tool-started', 2_410, 'List .', { tool: 'list_directory' }),
    event(5, 'tool-finished', 2_416, 'List .', { tool: 'list_directory', ms: 6 }),
    event(6, 'retry', 4_000, 'The model was overloaded; trying again in 2 s', { attempt: 1 }),
    event(7, 'model-call', 9_900, 'Asked the model', { inputTokens: 12_332, outputTokens: 640, ms: 3_700 }),
    event(8, 'tool-finished', 9_950, 'Read brandt-0311.pdf.txt', { tool: 'read_file', ms: 12 }),
    event(9, 'asked', 2 * minute, choice.prompt, { questionId: choice.id }),
    ...rehearsalEvents(ago(day + 3 * hour)),
  ]

  return { runs, runEvents }
}
