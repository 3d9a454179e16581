import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { inboxRow } from '../rows.ts'
import type { fullIncidents } from './incidents.ts'
import type { fullQuestions } from './questions.ts'
import { day, hour, minute } from './times.ts'

/** See full-world.ts; `now` is epoch milliseconds. */
export function fullInbox(
  now: number,
  questions: ReturnType<typeof fullQuestions>,
  { prices, credit, key }: ReturnType<typeof fullIncidents>,
): InboxItem[] {
  const { choice, command, confirm, date, name } = questions
  const ago = (ms: number): number => now - ms

  return [
    inboxRow({
      id: 'i-date',
      kind: 'question',
      title: 'Release 2.4 announcement',
      body: date.prompt,
      at: date.askedAt,
      question: date,
    }),
    inboxRow({
      id: 'i-credit',
      kind: 'system',
      title: credit.title,
      body: credit.body,
      at: credit.openedAt,
      incident: credit,
    }),
    inboxRow({
      id: 'i-command',
      kind: 'question',
      title: 'A letter to the landlord about the heating in the stairwell',
      body: command.prompt,
      at: command.askedAt,
      question: command,
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
      id: 'i-prices',
      kind: 'failure',
      title: prices.title,
      body: prices.body,
      at: prices.openedAt,
      conversationId: 'c-reading',
      incident: prices,
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
      id: 'i-key',
      kind: 'system',
      title: key.title,
      body: 'Its key was changed. It goes on since Thu 19 Nov at 17:09, and was on hold since 14:09.',
      at: key.openedAt,
      incident: key,
      readAt: key.closedAt,
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
}
