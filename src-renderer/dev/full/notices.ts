import type { Message } from '../../../src-shared/domain/message.ts'
import { messageRow } from '../rows.ts'
import type { fullQuestions } from './questions.ts'
import { day, hour, minute } from './times.ts'

/** What runs and schedules brought to the conversations. See full-world.ts; `now` is epoch milliseconds. */
export function fullNotices(now: number, questions: ReturnType<typeof fullQuestions>): Message[] {
  const { choice, confirm, name } = questions
  const ago = (ms: number): number => now - ms

  return [
    messageRow({
      conversationId: 'c-release',
      sessionId: 'session of c-release',
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
    messageRow({
      id: 'm-g9',
      conversationId: 'c-garden',
      at: ago(7 * minute),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'schedule',
          title: 'Water the seedlings',
          text: 'Every day at 18:30.',
          runId: null,
          questionId: null,
          scheduleId: 's-water',
        },
      ],
    }),
    messageRow({
      id: 'm-l9',
      conversationId: 'c-logs',
      at: ago(3 * day),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'schedule',
          title: 'Check the backups',
          text: 'Every weekday at 09:00.',
          runId: null,
          questionId: null,
          scheduleId: 's-backup',
        },
      ],
    }),
    messageRow({
      id: 'm-t9',
      conversationId: 'c-tax',
      at: ago(9 * day),
      role: 'notice',
      content: [
        {
          type: 'notice',
          kind: 'schedule',
          title: 'Remind me of the receipts',
          text: 'Once, on Thu 12 Nov 2026 at 09:00.',
          runId: null,
          questionId: null,
          scheduleId: 's-gone',
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
}
