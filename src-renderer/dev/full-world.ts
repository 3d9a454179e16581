import type { Message } from '../../src-shared/domain/message.ts'
import type { RunEvent } from '../../src-shared/domain/run.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import {
  conversationRow,
  inboxRow,
  messageRow,
  questionRow,
  runRow,
  scheduleRow,
  sessionRow,
  textBlocks,
  turnRow,
} from './rows.ts'
import { emptyWorld, type World } from './world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const releaseAnswer = `The folder holds **three drafts** of the announcement. Here is how they differ:

| Draft | Words | Tone | Missing |
|---|---:|---|---|
| \`short.md\` | 140 | plain | the date |
| \`long.md\` | 612 | warm | nothing |
| \`press.md\` | 388 | formal | a quote |

I would take \`long.md\` as the base, because:

1. it is the only one that names the **upgrade path**,
2. its second paragraph answers the question people asked last time,
3. it needs the fewest changes.

\`\`\`ts
export const release = { version: '2.4.0', date: '2026-11-24' }
\`\`\`

> The date in the file and the date in the calendar disagree by a day. See [the release checklist](https://example.org/releases).
`

/** A main process in the middle of a working day, with something of everything. `now` is epoch milliseconds. */
export function fullWorld(now: number): World {
  const world = emptyWorld()
  const release = 'c-release'
  const ago = (ms: number): number => now - ms

  world.connections = [
    {
      id: 'environment',
      kind: 'environment',
      name: 'Environment',
      baseUrl: null,
      defaultModel: 'claude-sonnet-4-5',
      hasKey: true,
      isDefault: true,
    },
    {
      id: 'practice',
      kind: 'practice',
      name: 'Practice model',
      baseUrl: null,
      defaultModel: 'practice-1',
      hasKey: false,
      isDefault: false,
    },
    {
      id: 'local',
      kind: 'anthropic-compatible',
      name: 'Ollama at home',
      baseUrl: 'http://127.0.0.1:11434',
      defaultModel: 'qwen3:14b',
      hasKey: false,
      isDefault: false,
    },
  ]
  const titles: readonly (readonly [id: string, title: string, ago: number])[] = [
    [release, 'Release 2.4 announcement', 2 * minute],
    ['c-invoices', 'Invoices of November', 26 * minute],
    ['c-digest', 'Morning digest', 5 * hour],
    ['c-garden', 'Planting plan for the south bed', 8 * hour],
    ['c-logs', 'Why the nightly build is slow', day + 2 * hour],
    ['c-trip', 'Trip to Ljubljana', day + 7 * hour],
    ['c-letter', 'A letter to the landlord about the heating in the stairwell', 3 * day],
    ['c-reading', 'Reading list', 5 * day],
    ['c-tax', 'Tax return, open points', 9 * day],
    ['c-talk', 'Talk: pauses as rows', 15 * day],
  ]
  world.conversations = titles.map(([id, title, before]) =>
    conversationRow({
      id,
      title,
      createdAt: ago(before + day),
      updatedAt: ago(before),
      workingDirectory: id === release ? '/home/ada/work/release-notes' : null,
    }),
  )
  world.sessions = world.conversations.map(({ id }) =>
    sessionRow({
      id: `session of ${id}`,
      conversationId: id,
      connectionId: 'environment',
      createdAt: ago(2 * day),
    }),
  )

  world.schedules = [
    scheduleRow({
      id: 's-digest',
      title: 'Morning digest',
      deliverTo: 'c-digest',
      nextAt: now + 47 * minute,
      lastRunId: 'r-digest-1',
      runsCount: 41,
      createdAt: ago(60 * day),
    }),
    scheduleRow({
      id: 's-invoices',
      title: 'Sort new invoices',
      deliverTo: 'c-invoices',
      action: {
        kind: 'assist',
        instruction:
          'Look at the new files in ~/Invoices and sort them by customer. Ask before anything is renamed.',
        context: 'fresh',
        workingDirectory: '/home/ada/Invoices',
      },
      trigger: { kind: 'interval', everyMs: 2 * hour },
      nextAt: now + 96 * minute,
      lastRunId: 'r-invoices-1',
      runsCount: 212,
      createdAt: ago(90 * day),
    }),
    scheduleRow({
      id: 's-water',
      title: 'Water the seedlings',
      deliverTo: 'c-garden',
      action: { kind: 'notify', text: 'The seedlings on the window sill want water.' },
      trigger: { kind: 'cron', expression: '30 18 * * *', timeZone: 'Europe/Berlin' },
      nextAt: now + 5 * hour,
      runsCount: 12,
      createdAt: ago(12 * day),
    }),
    scheduleRow({
      id: 's-backup',
      title: 'Check the backups',
      deliverTo: 'c-logs',
      enabled: false,
      pausedReason: 'Paused by you',
      runsCount: 7,
      createdAt: ago(30 * day),
    }),
    scheduleRow({
      id: 's-once',
      title: 'Send the announcement',
      deliverTo: release,
      trigger: { kind: 'once', at: now + 2 * day },
      nextAt: now + 2 * day,
      createdAt: ago(hour),
    }),
  ]

  const choice = questionRow({
    id: 'q-rename',
    runId: 'r-invoices-1',
    turnId: 't-invoices',
    conversationId: 'b-invoices',
    deliverTo: 'c-invoices',
    kind: 'choice',
    prompt: 'Two invoices of Brandt & Co. have the same number. Which one should keep it?',
    options: [
      'The one of 3 November (1,240.00 €)',
      'The one of 17 November (980.00 €)',
      'Keep both, mark them as duplicates',
    ],
    askedAt: ago(26 * minute),
  })
  const date = questionRow({
    id: 'q-date',
    turnId: 't-release',
    deliverTo: release,
    conversationId: release,
    kind: 'choice',
    prompt: 'The file says 24 November, the calendar says 25. Which date is right?',
    options: ['24 November', '25 November'],
    askedAt: ago(2 * minute),
  })
  const confirm = questionRow({
    id: 'q-confirm',
    runId: 'r-logs',
    turnId: 't-logs',
    conversationId: 'b-logs',
    deliverTo: 'c-logs',
    kind: 'confirm',
    prompt: 'Write 14 lines to ci/cache.yml?',
    tool: { name: 'write_file', input: { path: 'ci/cache.yml', lines: 14 } },
    askedAt: ago(3 * hour),
  })
  const name = questionRow({
    id: 'q-name',
    runId: 'r-invoices-0',
    turnId: 't-invoices-0',
    conversationId: 'b-invoices-0',
    deliverTo: 'c-invoices',
    prompt: 'What short name should I use for the new customer “Gärtnerei Holzapfel & Töchter”?',
    askedAt: ago(2 * hour + 24 * minute),
  })
  const answered = questionRow({
    id: 'q-answered',
    turnId: 't-release-0',
    deliverTo: release,
    conversationId: release,
    prompt: 'Who is the announcement for: people who use it already, or newcomers?',
    status: 'answered',
    askedAt: ago(31 * minute),
    answeredAt: ago(29 * minute),
    answeredVia: 'inbox',
    answerText: 'People who use it already.',
  })
  world.questions = [confirm, name, choice, date, answered]

  world.turns = [
    turnRow(
      { id: 't-release', conversationId: release, queuedAt: ago(3 * minute), startedAt: ago(3 * minute) },
      { status: 'waiting', questionIds: ['q-date'] },
    ),
    turnRow(
      { id: 't-garden', conversationId: 'c-garden', queuedAt: ago(minute), startedAt: ago(minute) },
      { status: 'running' },
    ),
    turnRow(
      {
        id: 't-trip',
        conversationId: 'c-trip',
        queuedAt: ago(day + 7 * hour),
        startedAt: ago(day + 7 * hour),
        endedAt: ago(day + 7 * hour),
      },
      {
        status: 'failed',
        failure: {
          code: 'overloaded',
          message: 'The model was overloaded and four attempts did not help. Try again in a few minutes.',
        },
      },
    ),
    turnRow(
      { id: 't-letter', conversationId: 'c-letter', queuedAt: ago(3 * day), endedAt: ago(3 * day) },
      { status: 'cancelled' },
    ),
  ]

  const inRelease = (row: Partial<Message> & { id: string }): Message =>
    messageRow({ conversationId: release, sessionId: `session of ${release}`, ...row })
  world.messages = [
    inRelease({
      id: 'm-0',
      at: ago(day + hour),
      role: 'divider',
      content: [{ type: 'divider', reason: 'first', text: 'New session with Environment' }],
    }),
    inRelease({
      id: 'm-1',
      at: ago(32 * minute),
      turnId: 't-release-0',
      content: textBlocks(
        'Look at the drafts in this folder and tell me which one to send out on release day.',
      ),
    }),
    inRelease({
      id: 'm-2',
      at: ago(31 * minute),
      role: 'assistant',
      turnId: 't-release-0',
      content: [
        {
          type: 'thinking',
          thinking: 'The user wants a comparison. I should list the folder first, then read each draft.',
          signature: '',
        },
        { type: 'text', text: 'I will read the drafts first.' },
        { type: 'tool_use', id: 'u-1', name: 'list_directory', input: { path: '.' }, label: 'List .' },
        {
          type: 'tool_result',
          toolUseId: 'u-1',
          content: 'short.md\nlong.md\npress.md\nrelease.ts',
          isError: false,
          startedAt: ago(31 * minute),
          endedAt: ago(31 * minute) + 4,
        },
        { type: 'tool_use', id: 'u-2', name: 'read_file', input: { path: 'long.md' }, label: 'Read long.md' },
        {
          type: 'tool_result',
          toolUseId: 'u-2',
          content: '# Dormouse 2.4\n\nIt sleeps better now.',
          isError: false,
          startedAt: ago(31 * minute),
          endedAt: ago(31 * minute) + 12,
        },
        {
          type: 'tool_use',
          id: 'u-3',
          name: 'read_file',
          input: { path: 'drafts/old.md' },
          label: 'Read drafts/old.md',
        },
        {
          type: 'tool_result',
          toolUseId: 'u-3',
          content: 'There is no file drafts/old.md in the working directory.',
          isError: true,
          startedAt: ago(31 * minute),
          endedAt: ago(31 * minute) + 2,
        },
        {
          type: 'tool_use',
          id: 'u-4',
          name: 'ask_user',
          input: { question: answered.prompt },
          label: `Ask: ${answered.prompt}`,
        },
        {
          type: 'tool_result',
          toolUseId: 'u-4',
          content: 'People who use it already.',
          isError: false,
          startedAt: null,
          endedAt: null,
        },
      ],
    }),
    inRelease({
      id: 'm-3',
      at: ago(28 * minute),
      role: 'assistant',
      turnId: 't-release-0',
      content: textBlocks(releaseAnswer),
    }),
    inRelease({
      id: 'm-4',
      at: ago(20 * minute),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'result',
          title: 'Morning digest',
          text: '**Three things** changed since yesterday:\n\n- the release branch is green again\n- two people answered the survey\n- the calendar moved the release to Tuesday',
          runId: 'r-digest-1',
          questionId: null,
          scheduleId: 's-digest',
        },
      ],
    }),
    inRelease({
      id: 'm-5',
      at: ago(3 * minute),
      turnId: 't-release',
      content: textBlocks('Good. Take long.md, put the right date in, and prepare it.'),
    }),
    inRelease({
      id: 'm-6',
      at: ago(2 * minute),
      role: 'assistant',
      turnId: 't-release',
      content: [
        { type: 'text', text: 'The two places that name the date disagree, so I have to ask.' },
        {
          type: 'tool_use',
          id: 'u-5',
          name: 'ask_user',
          input: { question: date.prompt, options: date.options },
          label: `Ask: ${date.prompt}`,
        },
      ],
    }),
    messageRow({
      id: 'm-i0',
      conversationId: 'c-invoices',
      at: ago(day),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'schedule',
          title: 'Sort new invoices',
          text: 'Every 2 hours. Each run starts fresh and reports here.',
          runId: null,
          questionId: null,
          scheduleId: 's-invoices',
        },
      ],
    }),
    messageRow({
      id: 'm-i1',
      conversationId: 'c-invoices',
      at: ago(2 * hour + 24 * minute),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'question',
          title: 'Sort new invoices',
          text: name.prompt,
          runId: 'r-invoices-0',
          questionId: 'q-name',
          scheduleId: 's-invoices',
        },
      ],
    }),
    messageRow({
      id: 'm-i2',
      conversationId: 'c-invoices',
      at: ago(50 * minute),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'failure',
          title: 'Sort new invoices',
          text: 'The folder ~/Invoices/incoming could not be read: permission denied. Give Dormouse access to it, then run the schedule again.',
          runId: 'r-invoices-f',
          questionId: null,
          scheduleId: 's-invoices',
        },
      ],
    }),
    messageRow({
      id: 'm-i3',
      conversationId: 'c-invoices',
      at: ago(26 * minute),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'question',
          title: 'Sort new invoices',
          text: choice.prompt,
          runId: 'r-invoices-1',
          questionId: 'q-rename',
          scheduleId: 's-invoices',
        },
      ],
    }),
    messageRow({
      id: 'm-d1',
      conversationId: 'c-digest',
      at: ago(5 * hour),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'result',
          title: 'Morning digest',
          text: 'Nothing needs you today. The build is green and the inbox is empty.',
          runId: 'r-digest-1',
          questionId: null,
          scheduleId: 's-digest',
        },
      ],
    }),
    messageRow({
      id: 'm-g1',
      conversationId: 'c-garden',
      at: ago(minute),
      turnId: 't-garden',
      content: textBlocks('What can go beside the beans in the south bed?'),
    }),
    messageRow({
      id: 'm-l1',
      conversationId: 'c-logs',
      at: ago(3 * hour),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'question',
          title: 'Check the build',
          text: confirm.prompt,
          runId: 'r-logs',
          questionId: 'q-confirm',
          scheduleId: null,
        },
      ],
    }),
    messageRow({
      id: 'm-t1',
      conversationId: 'c-trip',
      at: ago(day + 7 * hour),
      turnId: 't-trip',
      content: textBlocks('Which trains go from Vienna to Ljubljana on a Friday evening?'),
    }),
    messageRow({
      id: 'm-le1',
      conversationId: 'c-letter',
      at: ago(3 * day),
      turnId: 't-letter',
      content: textBlocks('Write the letter.'),
    }),
    messageRow({
      id: 'm-r1',
      conversationId: 'c-reading',
      at: ago(6 * day),
      turnId: 't-reading',
      role: 'user',
      content: [
        {
          type: 'envelope',
          text: 'This is a run of the schedule “Reading list” …',
          instruction: 'Pick one article of my list that takes less than ten minutes.',
          title: 'Reading list',
          runId: 'r-reading',
          scheduleId: null,
        },
      ],
    }),
    messageRow({
      id: 'm-r2',
      conversationId: 'c-reading',
      at: ago(6 * day),
      turnId: 't-reading',
      role: 'assistant',
      content: textBlocks('Take *“The sleeping habits of small mammals”*: eight minutes.'),
    }),
    messageRow({
      id: 'm-r3',
      conversationId: 'c-reading',
      at: ago(5 * day),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'missed',
          title: 'Reading list',
          text: 'Two runs were missed while the computer slept. The newest one ran late at 09:40.',
          runId: 'r-missed',
          questionId: null,
          scheduleId: null,
        },
      ],
    }),
    messageRow({
      id: 'm-r4',
      conversationId: 'c-reading',
      at: ago(5 * day),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'reminder',
          title: 'Library',
          text: 'The books are due today.',
          runId: null,
          questionId: null,
          scheduleId: null,
        },
      ],
    }),
  ]
  world.live = [
    {
      turnId: 't-garden',
      conversationId: 'c-garden',
      messageId: 'm-live',
      thinking: 'Beans fix nitrogen; good neighbours are leafy and shallow.',
      text: 'Beside beans, choose plants that like the shade they give:\n\n- **Lettuce**, which bolts later there\n- **Radish**, which is',
    },
  ]

  const usage = {
    ...noUsage,
    inputTokens: 18_432,
    outputTokens: 1_204,
    cacheReadTokens: 9_800,
    costMicroUsd: 61_400,
    steps: 6,
  }
  world.runs = [
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
      reason: 'The schedule was paused.',
    }),
    runRow({
      id: 'r-missed',
      scheduleId: 's-digest',
      title: 'Morning digest',
      nominalAt: ago(day + 5 * hour),
      status: 'missed',
      reason: 'The computer was asleep, and a later run took its place.',
    }),
    runRow({
      id: 'r-cancelled',
      scheduleId: 's-invoices',
      title: 'Sort new invoices',
      nominalAt: ago(day + 6 * hour),
      startedAt: ago(day + 6 * hour),
      endedAt: ago(day + 6 * hour) + 12_000,
      status: 'cancelled',
      reason: 'Cancelled by you.',
      usage,
    }),
    runRow({
      id: 'r-superseded',
      scheduleId: 's-digest',
      title: 'Morning digest',
      nominalAt: ago(2 * day + 5 * hour),
      status: 'superseded',
      reason: 'A newer run of the same schedule took its place.',
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
  world.runEvents = [
    event(1, 'created', 0, 'Due by its schedule'),
    event(2, 'started', 220, 'Started'),
    event(3, 'model-call', 2_400, 'Asked the model', { inputTokens: 6_100, outputTokens: 210, ms: 2_180 }),
    event(4, 'tool-started', 2_410, 'List .', { tool: 'list_directory' }),
    event(5, 'tool-finished', 2_416, 'List .', { tool: 'list_directory', ms: 6 }),
    event(6, 'retry', 4_000, 'The model was overloaded; trying again in 2 s', { attempt: 1 }),
    event(7, 'model-call', 9_900, 'Asked the model', { inputTokens: 12_332, outputTokens: 640, ms: 3_700 }),
    event(8, 'tool-finished', 9_950, 'Read brandt-0311.pdf.txt', { tool: 'read_file', ms: 12 }),
    event(9, 'asked', 2 * minute, choice.prompt, { questionId: choice.id }),
  ]

  world.inbox = [
    inboxRow({
      id: 'i-date',
      kind: 'question',
      title: 'Release 2.4 announcement',
      body: date.prompt,
      at: date.askedAt,
      question: date,
    }),
    inboxRow({
      id: 'i-rename',
      kind: 'question',
      title: 'Sort new invoices',
      body: choice.prompt,
      at: choice.askedAt,
      question: choice,
      runId: 'r-invoices-1',
    }),
    inboxRow({
      id: 'i-failure',
      kind: 'failure',
      title: 'Sort new invoices failed',
      body: 'The folder ~/Invoices/incoming could not be read: permission denied.',
      at: ago(49 * minute),
      runId: 'r-invoices-f',
      conversationId: 'c-invoices',
    }),
    inboxRow({
      id: 'i-name',
      kind: 'question',
      title: 'Sort new invoices',
      body: name.prompt,
      at: name.askedAt,
      question: name,
      runId: 'r-invoices-0',
    }),
    inboxRow({
      id: 'i-confirm',
      kind: 'question',
      title: 'Check the build',
      body: confirm.prompt,
      at: confirm.askedAt,
      question: confirm,
      runId: 'r-logs',
    }),
    inboxRow({
      id: 'i-digest',
      kind: 'result',
      title: 'Morning digest',
      body: 'Nothing needs you today. The build is green and the inbox is empty.',
      at: ago(5 * hour),
      runId: 'r-digest-1',
      conversationId: 'c-digest',
    }),
    inboxRow({
      id: 'i-missed',
      kind: 'missed',
      title: 'Morning digest was missed',
      body: 'The computer was asleep, and a later run took its place.',
      at: ago(day + hour),
      runId: 'r-missed',
      conversationId: 'c-digest',
      readAt: ago(day),
    }),
    inboxRow({
      id: 'i-reminder',
      kind: 'reminder',
      title: 'Water the seedlings',
      body: 'The seedlings on the window sill want water.',
      at: ago(20 * hour),
      conversationId: 'c-garden',
      readAt: ago(19 * hour),
    }),
    inboxRow({
      id: 'i-system',
      kind: 'system',
      title: 'A backup was opened',
      body: 'The database was damaged. It was set aside and the backup of yesterday, 21:00, was opened.',
      at: ago(4 * day),
      readAt: ago(4 * day),
      archivedAt: ago(3 * day),
    }),
  ]
  return world
}
