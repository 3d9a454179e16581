import {
  defaultPolicies,
  type Action,
  type Bounds,
  type Policies,
  type RunContext,
  type Schedule,
} from '../../../src-shared/domain/schedule.ts'
import { now } from '../../platform/now.ts'
import { type DurationDraft, durationDraft } from '../duration/duration-draft.ts'
import { builderOf } from './builder/builder-of.ts'
import { type BuilderState, emptyBuilder } from './builder/builder-state.ts'
import { systemZone } from './builder/zone-time.ts'
import { dayText } from './day-text.ts'

/** What the form holds: texts as they are typed. */
export interface ScheduleDraft {
  /** Which of the two views of when is open; it alone counts. */
  readonly mode: 'words' | 'steps'
  readonly when: string
  readonly builder: BuilderState
  /** A fixed IANA zone; empty: the system's, and a cron moves with it. */
  readonly zone: string
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
  /** Whether each run works in a git worktree of its own. */
  readonly worktree: boolean
  readonly missed: Policies['missed']['kind']
  readonly latenessHours: string
  /** How many missed ones run at most; empty: no limit of its own. */
  readonly missedMax: string
  readonly overlap: Policies['overlap']
  readonly permission: Policies['permission']
  /** Ids of MCP servers; `null`: those that everybody has. */
  readonly mcpServers: readonly string[] | null
  /** As `trustedSources` of the policies writes them. */
  readonly trustedSources: readonly string[]
  /** Hosts that commands may reach, beyond those of the settings. */
  readonly hosts: readonly string[]
  readonly result: Policies['result']
  readonly retries: string
  readonly steps: string
  readonly tokens: string
  readonly dollars: string
  readonly dollarsPerDay: string
  readonly tokensPerDay: string
  /** What becomes of a question that nobody answers, after how long. */
  readonly deadline: 'wait' | 'deny' | 'default' | 'fail'
  readonly deadlineAfter: DurationDraft
  /** When an open question is told of once more: as the settings say, never, or after a time of the schedule's own. */
  readonly reminder: 'settings' | 'never' | 'after'
  readonly reminderAfter: DurationDraft
  /** Days, YYYY-MM-DD; empty: none. */
  readonly startDay: string
  readonly endDay: string
  readonly maxRuns: string
  /** HH:MM; both empty: at any hour. */
  readonly hoursFrom: string
  readonly hoursTo: string
  readonly exclude: readonly string[]
  readonly jitterMinutes: string
  /** The bounds that the texts were made from: an edge within a day stays exact while its day is left alone. */
  readonly known: Bounds
}

const hour = 3_600_000
const minute = 60_000
const usualDeadlineMs = 24 * hour
const usualReminderMs = 4 * hour

function reminderOf(ms: number | undefined): ScheduleDraft['reminder'] {
  if (ms === undefined) return 'settings'
  return ms === 0 ? 'never' : 'after'
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}

function dollarText(microUsd: number | undefined): string {
  return microUsd === undefined ? '' : String(microUsd / 1_000_000)
}

/** The fields that hold bounds. */
export function boundsTexts(bounds: Bounds) {
  return {
    startDay: dayText(bounds.notBefore),
    endDay: dayText(bounds.notAfter),
    maxRuns: numberText(bounds.maxRuns),
    hoursFrom: bounds.hours?.from ?? '',
    hoursTo: bounds.hours?.to ?? '',
    exclude: bounds.exclude ?? [],
    jitterMinutes: bounds.jitterMs ? String(bounds.jitterMs / minute) : '',
    known: bounds,
  }
}

function policyTexts(policies: Policies) {
  const { budget, questionDeadline, questionReminderMs, bounds, missed, retry, tools } = policies
  return {
    missed: missed.kind,
    latenessHours: numberText(missed.maxLatenessMs / hour),
    missedMax: numberText(missed.max),
    overlap: policies.overlap,
    permission: policies.permission,
    mcpServers: tools.mcpServers ?? null,
    trustedSources: tools.trustedSources ?? [],
    hosts: tools.hosts ?? [],
    result: policies.result,
    retries: String(retry.max),
    steps: numberText(budget.steps),
    tokens: numberText(budget.tokens),
    dollars: dollarText(budget.costMicroUsd),
    dollarsPerDay: dollarText(budget.costPerDayMicroUsd),
    tokensPerDay: numberText(budget.tokensPerDay),
    deadline: questionDeadline?.then ?? ('wait' as const),
    deadlineAfter: durationDraft(questionDeadline?.afterMs ?? usualDeadlineMs),
    reminder: reminderOf(questionReminderMs),
    reminderAfter: durationDraft(questionReminderMs ? questionReminderMs : usualReminderMs),
    ...boundsTexts(bounds),
  }
}

export function emptyDraft(): ScheduleDraft {
  return {
    mode: 'words',
    when: '',
    builder: emptyBuilder(now(), systemZone()),
    zone: '',
    title: '',
    titleEdited: false,
    kind: 'assist',
    what: '',
    context: 'fresh',
    workingDirectory: '',
    connectionId: '',
    model: '',
    continuity: false,
    worktree: false,
    ...policyTexts(defaultPolicies),
  }
}

/** The draft of a schedule that is there. `when` is its trigger in words, as the scheduler says it. */
export function draftOf(schedule: Schedule, when: string): ScheduleDraft {
  const { action, policies, title, trigger } = schedule
  const assist = action.kind === 'assist' ? action : null
  const zone = trigger.kind === 'cron' && !schedule.followsSystemZone ? trigger.timeZone : ''
  const shown = { zone: zone === '' ? systemZone() : zone, now: now() }
  return {
    mode: 'words',
    when,
    builder: builderOf(trigger, shown) ?? emptyBuilder(shown.now, shown.zone),
    zone,
    title,
    titleEdited: true,
    kind: action.kind,
    what: action.kind === 'notify' ? action.text : action.instruction,
    context: assist?.context ?? 'fresh',
    workingDirectory: assist?.workingDirectory ?? '',
    connectionId: assist?.connectionId ?? '',
    model: assist?.model ?? '',
    continuity: assist?.continuity ?? false,
    worktree: assist?.worktree ?? false,
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
