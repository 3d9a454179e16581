import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import type { Run } from '../../../src-shared/domain/run.ts'
import { defaultPolicies, type Schedule } from '../../../src-shared/domain/schedule.ts'
import { noUsage } from '../../../src-shared/domain/usage.ts'

/** 2026-11-23 09:00 in Berlin, a Monday. */
export const monday = Date.UTC(2026, 10, 23, 8)

export function sampleSchedule(change: Partial<Schedule> = {}): Schedule {
  return {
    id: 'schedule_abc1',
    title: 'Report',
    action: { kind: 'assist', instruction: 'Summarise the notes', context: 'fresh' },
    trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
    policies: defaultPolicies,
    enabled: true,
    pausedReason: null,
    followsSystemZone: false,
    confirmed: true,
    deliverTo: 'conversation_1',
    nextAt: monday,
    lastRunId: null,
    runsCount: 3,
    createdAt: 0,
    updatedAt: 0,
    ...change,
  }
}

export function sampleRun(change: Partial<Run> = {}): Run {
  return {
    id: 'run_abc1',
    scheduleId: 'schedule_abc1',
    title: 'Report',
    origin: 'schedule',
    nominalAt: monday,
    startedAt: monday + 20,
    endedAt: monday + 4220,
    status: 'succeeded',
    reason: null,
    reasonCode: null,
    dryRun: false,
    branch: null,
    conversationId: null,
    sessionId: null,
    turnId: null,
    deliverTo: null,
    result: 'All is well.',
    usage: { ...noUsage, inputTokens: 100, outputTokens: 20, steps: 2, costMicroUsd: 1200 },
    delivery: 'delivered',
    ...change,
  }
}

export function sampleQuestion(change: Partial<Question> = {}): Question {
  return {
    id: 'question_abc1',
    runId: null,
    turnId: 'turn_1',
    conversationId: 'conversation_1',
    deliverTo: 'conversation_1',
    kind: 'question',
    prompt: 'Which one?',
    account: '',
    status: 'open',
    askedAt: monday,
    deadline: null,
    answeredAt: null,
    answeredVia: null,
    answerText: null,
    ...change,
  }
}

export function sampleInboxItem(change: Partial<InboxItem> = {}): InboxItem {
  return {
    id: 'inbox_1',
    kind: 'result',
    title: 'Report',
    body: 'All is well.',
    scheduleId: null,
    sameQuestionIds: [],
    timesAsked: 1,
    at: monday,
    runId: null,
    questionId: null,
    conversationId: null,
    question: null,
    incident: null,
    readAt: null,
    archivedAt: null,
    snoozedUntil: null,
    ...change,
  }
}
