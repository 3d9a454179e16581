import {
  defaultPolicies,
  type Action,
  type Policies,
  type RunContext,
  type Schedule,
} from '../../../src-shared/domain/schedule.ts'
import { dayText } from './day-text.ts'

/** What the form holds: texts as they are typed. */
export interface ScheduleDraft {
  readonly when: string
  readonly title: string
  /** Whether the user gave the title a text of its own. */
  readonly titleEdited: boolean
  readonly kind: Action['kind']
  readonly what: string
  readonly context: RunContext
  readonly workingDirectory: string
  /** Empty: the default connection. */
  readonly connectionId: string
  /** Empty: the connection's default model. */
  readonly model: string
  readonly continuity: boolean
  readonly missed: Policies['missed']['kind']
  readonly latenessHours: string
  readonly overlap: Policies['overlap']
  readonly result: Policies['result']
  readonly steps: string
  readonly tokens: string
  readonly dollars: string
  readonly deadlineHours: string
  readonly deadlineThen: 'deny' | 'default' | 'fail'
  /** Days, YYYY-MM-DD; empty: none. */
  readonly startDay: string
  readonly endDay: string
  readonly maxRuns: string
}

const hour = 3_600_000

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}

function policyTexts(policies: Policies) {
  const { budget, questionDeadline, bounds, missed } = policies
  return {
    missed: missed.kind,
    latenessHours: numberText(missed.maxLatenessMs / hour),
    overlap: policies.overlap,
    result: policies.result,
    steps: numberText(budget.steps),
    tokens: numberText(budget.tokens),
    dollars: budget.costMicroUsd === undefined ? '' : String(budget.costMicroUsd / 1_000_000),
    deadlineHours: questionDeadline ? numberText(questionDeadline.afterMs / hour) : '',
    deadlineThen: questionDeadline?.then ?? ('default' as const),
    startDay: dayText(bounds.notBefore),
    endDay: dayText(bounds.notAfter),
    maxRuns: numberText(bounds.maxRuns),
  }
}

export function emptyDraft(): ScheduleDraft {
  return {
    when: '',
    title: '',
    titleEdited: false,
    kind: 'assist',
    what: '',
    context: 'fresh',
    workingDirectory: '',
    connectionId: '',
    model: '',
    continuity: false,
    ...policyTexts(defaultPolicies),
  }
}

/** The draft of a schedule that is there. `when` is its trigger in words, as the scheduler says it. */
export function draftOf(schedule: Schedule, when: string): ScheduleDraft {
  const { action, policies, title } = schedule
  const assist = action.kind === 'assist' ? action : null
  return {
    when,
    title,
    titleEdited: true,
    kind: action.kind,
    what: action.kind === 'notify' ? action.text : action.instruction,
    context: assist?.context ?? 'fresh',
    workingDirectory: assist?.workingDirectory ?? '',
    connectionId: assist?.connectionId ?? '',
    model: assist?.model ?? '',
    continuity: assist?.continuity ?? false,
    ...policyTexts(policies),
  }
}

const longestTitle = 60

/** A title from what is to be done: its first line or sentence, shortened at a word. */
export function titleFrom(what: string): string {
  const [line = ''] = what.trim().split(/\n|(?<=[.!?])\s/)
  const text = line.trim().replace(/[.,:;]$/, '')
  if (text.length <= longestTitle) return text
  const cut = text.slice(0, longestTitle - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)).trimEnd()}…`
}
