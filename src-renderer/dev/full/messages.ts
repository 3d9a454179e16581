import type { Message } from '../../../src-shared/domain/message.ts'
import { messageRow, textBlocks, turnRow } from '../rows.ts'
import type { World } from '../world.ts'
import type { fullQuestions } from './questions.ts'
import { releaseWork } from './release-work.ts'
import { fullNotices } from './notices.ts'
import { day, hour, minute } from './times.ts'

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

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullMessages(
  now: number,
  questions: ReturnType<typeof fullQuestions>,
): Pick<World, 'turns' | 'messages' | 'live'> {
  const { answered, date } = questions
  const release = 'c-release'
  const ago = (ms: number): number => now - ms

  const turns = [
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
  const messages = [
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
        ...releaseWork(ago(31 * minute)),
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
      id: 'm-g1',
      conversationId: 'c-garden',
      at: ago(minute),
      turnId: 't-garden',
      content: textBlocks('What can go beside the beans in the south bed?'),
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
  ]
  const live = [
    {
      turnId: 't-garden',
      conversationId: 'c-garden',
      messageId: 'm-live',
      thinking: 'Beans fix nitrogen; good neighbours are leafy and shallow.',
      text: 'Beside beans, choose plants that like the shade they give:\n\n- **Lettuce**, which bolts later there\n- **Radish**, which is',
    },
  ]

  return {
    turns,
    messages: [...messages, ...fullNotices(now, questions)].toSorted((a, b) => a.at - b.at),
    live,
  }
}
