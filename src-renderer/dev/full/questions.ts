import type { Question } from '../../../src-shared/domain/question.ts'
import { questionRow } from '../rows.ts'
import { hour, minute } from './times.ts'

const oldCache = `key: deps-\${{ hashFiles('package.json') }}
path: node_modules
`
const newCache = `key: deps-\${{ runner.os }}-\${{ hashFiles('package-lock.json') }}
path: |
  node_modules
  .cache/electron
restore-keys: |
  deps-\${{ runner.os }}-
`
const lines = (text: string, sign: string): string => text.replaceAll(/^(?=.)/gm, sign)
const cacheDiff = `--- a/ci/cache.yml
+++ b/ci/cache.yml
@@ -11,4 +11,8 @@ steps:
   - uses: actions/cache@v4
     with:
${lines(oldCache, '-      ')}${lines(newCache, '+      ')}`

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullQuestions(
  now: number,
): Readonly<
  Record<'confirm' | 'command' | 'name' | 'nameAgain' | 'choice' | 'date' | 'photos' | 'answered', Question>
> {
  const release = 'c-release'
  const ago = (ms: number): number => now - ms

  const choice = questionRow({
    id: 'q-rename',
    runId: 'r-invoices-1',
    turnId: 't-invoices',
    conversationId: 'b-invoices',
    deliverTo: 'c-invoices',
    kind: 'choice',
    prompt: 'Two invoices of Brandt & Co. have the same number. Which one should keep it?',
    account:
      'Sort new invoices, run of 11:34 · 9 model calls so far\nSorted 12 of 14 new files; two are left, both of Brandt & Co. and both numbered 2026-118.',
    byDefault: 'I leave both where they are and list them in the result.',
    deadline: now + 6 * hour,
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
    account:
      'In “Release 2.4 announcement”, asked at 11:56 · 3 model calls so far\nSo far: Read release.ts; Look at the calendar',
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
    prompt: 'Edit `ci/cache.yml`?',
    account:
      'Check the build, run of 09:00 · 14 model calls so far\nSo far: 9 earlier steps, then Read ci/cache.yml; Run npm ci; Search for cache-hit',
    tool: {
      name: 'edit_file',
      input: {
        path: 'ci/cache.yml',
        old_string: oldCache,
        new_string: newCache,
      },
    },
    confirm: {
      why: 'The policy “ask” asks before changing files in the working directory.',
      diff: cacheDiff,
      always: 'Edit `ci/cache.yml`, for “Check the build” only',
      sources: [],
    },
    askedAt: ago(3 * hour),
  })
  const name = questionRow({
    id: 'q-name',
    runId: 'r-invoices-0',
    turnId: 't-invoices-0',
    conversationId: 'b-invoices-0',
    deliverTo: 'c-invoices',
    prompt: 'What short name should I use for the new customer “Gärtnerei Holzapfel & Töchter”?',
    account:
      'Sort new invoices, run of 09:34 · 4 model calls so far\nSo far: List ~/Invoices/incoming; Read holzapfel-0001.pdf',
    askedAt: ago(2 * hour + 24 * minute),
  })
  const nameAgain = {
    ...name,
    id: 'q-name-2',
    runId: 'r-invoices-2',
    turnId: 't-invoices-2',
    askedAt: ago(hour),
  }
  const photos = questionRow({
    id: 'q-photos',
    turnId: 't-garden-photos',
    deliverTo: 'c-garden',
    conversationId: 'c-garden',
    kind: 'choice',
    multiple: true,
    prompt: 'Which beds should the plan for next year show?',
    account:
      'In “Plants for the north side”, asked at 10:12 · 6 model calls so far\nMeasured the beds from your sketch and looked up 18 plants.',
    options: ['The north bed', 'The herb spiral', 'The raised beds', 'The strip along the fence'],
    askedAt: ago(hour + 40 * minute),
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
  const command = questionRow({
    id: 'q-command',
    turnId: 't-letter',
    deliverTo: 'c-letter',
    conversationId: 'c-letter',
    kind: 'confirm',
    prompt: 'Run `curl -sS -o tariff.pdf https://stadtwerke.example/tariffs/2026.pdf` in ~/letters?',
    tool: {
      name: 'run_command',
      input: {
        command: 'curl -sS -o tariff.pdf https://stadtwerke.example/tariffs/2026.pdf',
        timeout_seconds: 60,
      },
    },
    confirm: {
      why: 'It has read content that may hold instructions of others: the web page of stadtwerke.example, the MCP server github. So it asks before it sends anything out or runs a program.',
      diff: null,
      always: null,
      sources: [
        { kind: 'web', name: 'stadtwerke.example' },
        { kind: 'mcp', name: 'github' },
      ],
    },
    askedAt: ago(9 * minute),
  })
  return { confirm, command, name, nameAgain, choice, date, photos, answered }
}
