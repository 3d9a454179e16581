import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { FileChange, FileState } from '../../src-shared/domain/file-change.ts'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import { defaultPolicies, type Schedule } from '../../src-shared/domain/schedule.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { ToolStep } from '../../src-shared/domain/tool-step.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'

/* Whole rows from the few fields that a fixture or a test is about. */

export function conversationRow(row: Partial<Conversation> & { id: string }): Conversation {
  return {
    kind: 'chat',
    permission: 'ask',
    tools: {},
    pinnedAt: null,
    archivedAt: null,
    folderId: null,
    unread: false,
    titleBy: 'user',
    title: 'New conversation',
    scheduleId: null,
    workingDirectory: null,
    createdAt: 0,
    updatedAt: 0,
    ...row,
  }
}

export function messageRow(row: Partial<Message> & { id: string; conversationId: string }): Message {
  return {
    sessionId: null,
    turnId: null,
    at: 0,
    role: 'user',
    content: [],
    answers: null,
    replyTo: null,
    ...row,
  }
}

export function textBlocks(text: string): Block[] {
  return [{ type: 'text', text }]
}

export function sessionRow(row: Partial<Session> & { id: string; conversationId: string }): Session {
  return {
    runtime: 'built-in',
    connectionId: 'practice',
    model: null,
    workingDirectory: null,
    reason: 'first',
    parentId: null,
    summary: null,
    createdAt: 0,
    ...row,
  }
}

interface TurnFields {
  readonly id: string
  readonly conversationId: string
  readonly runId?: string
  readonly queuedAt?: number
  readonly startedAt?: number
  readonly endedAt?: number
}

export function turnRow(
  row: TurnFields,
  state:
    | { readonly status: 'queued' | 'running' | 'succeeded' | 'cancelled' }
    | { readonly status: 'waiting'; readonly questionIds: string[] }
    | Pick<Extract<Turn, { status: 'failed' }>, 'status' | 'failure'>,
): Turn {
  return {
    sessionId: `session of ${row.conversationId}`,
    runId: null,
    queuedAt: 0,
    startedAt: null,
    endedAt: null,
    usage: noUsage,
    ...row,
    ...state,
  }
}

export function questionRow(row: Partial<Question> & { id: string; deliverTo: string }): Question {
  return {
    runId: null,
    turnId: `turn of ${row.id}`,
    conversationId: row.deliverTo,
    kind: 'question',
    prompt: 'Which one?',
    account: '',
    status: 'open',
    askedAt: 0,
    deadline: null,
    answeredAt: null,
    answeredVia: null,
    answerText: null,
    ...row,
  }
}

export function inboxRow(row: Partial<InboxItem> & { id: string }): InboxItem {
  return {
    kind: 'result',
    title: '',
    body: '',
    at: 0,
    scheduleId: null,
    sameQuestionIds: [],
    timesAsked: 1,
    runId: null,
    questionId: row.question?.id ?? null,
    conversationId: row.question?.deliverTo ?? null,
    question: null,
    incident: null,
    readAt: null,
    archivedAt: null,
    snoozedUntil: null,
    ...row,
  }
}

export function incidentRow(row: Partial<Incident> & { id: string }): Incident {
  return {
    scope: 'schedule',
    scheduleId: null,
    connectionId: null,
    cause: 'internal',
    title: '',
    body: '',
    failures: 3,
    openedAt: 0,
    lastAt: 0,
    closedAt: null,
    closedReason: null,
    ...row,
  }
}

export function runRow(row: Partial<Run> & { id: string }): Run {
  return {
    scheduleId: null,
    title: 'A run',
    origin: 'schedule',
    nominalAt: 0,
    startedAt: null,
    endedAt: null,
    status: 'succeeded',
    reason: null,
    reasonCode: null,
    dryRun: false,
    branch: null,
    conversationId: null,
    // What worked in a conversation had a session there.
    sessionId: row.conversationId == null ? null : `session of ${row.conversationId}`,
    turnId: null,
    deliverTo: null,
    result: null,
    usage: noUsage,
    delivery: 'none',
    ...row,
  }
}

export function scheduleRow(row: Partial<Schedule> & { id: string; deliverTo: string }): Schedule {
  return {
    title: 'A schedule',
    action: { kind: 'assist', instruction: 'Do it.', context: 'fresh' },
    trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
    policies: defaultPolicies,
    enabled: true,
    pausedReason: null,
    followsSystemZone: false,
    confirmed: true,
    nextAt: null,
    lastRunId: null,
    runsCount: 0,
    createdAt: 0,
    updatedAt: 0,
    ...row,
  }
}

export function stepRow(row: Partial<ToolStep> & { turnId: string; toolUseId: string }): ToolStep {
  return {
    messageId: `message of ${row.turnId}`,
    name: 'read_file',
    label: 'Read notes.md',
    input: {},
    status: 'done',
    result: row.status === undefined || row.status === 'done' ? '' : null,
    isError: false,
    refused: false,
    startedAt: null,
    endedAt: null,
    attachments: [],
    sources: [],
    detail: {},
    ...row,
  }
}

export function changeRow(row: Partial<FileChange> & { turnId: string; shown: string }): FileChange {
  const state = (hash: string): FileState => ({ kind: 'file', hash, bytes: 1200, mode: 0o644 })
  return {
    calls: [],
    path: `/home/ada/site/${row.shown}`,
    before: state('before'),
    after: state('after'),
    kept: true,
    at: 0,
    ...row,
  }
}
