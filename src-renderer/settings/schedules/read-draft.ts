import type { Action, Policies, PoliciesPatch, Schedule } from '../../../src-shared/domain/schedule.ts'
import { type DurationDraft, readDuration } from '../duration/duration-draft.ts'
import { readBounds } from './read-bounds.ts'
import { readPositive } from './read-positive.ts'
import { type ScheduleDraft, titleFrom } from './schedule-draft.ts'
import type { WhenReading } from './when-reading.ts'

export type DraftField = keyof ScheduleDraft
export type DraftErrors = Partial<Record<DraftField, string>>

export interface ReadSchedule {
  readonly title: string
  readonly action: Action
  readonly trigger: WhenReading['trigger']
  /** Whether it moves with the system's zone; only a cron can. */
  readonly followsSystemZone: boolean
  readonly policies: PoliciesPatch & Pick<Policies, 'bounds'>
}

export type DraftResult =
  | { readonly ok: true; readonly schedule: ReadSchedule }
  | { readonly ok: false; readonly errors: DraftErrors }

const hour = 3_600_000
const longestWaitMs = 3650 * 24 * hour
const mostRetries = 20
const mostMissed = 1000

/** The fields that can be wrong and are folded away. */
export const advancedFields: readonly DraftField[] = [
  'latenessHours',
  'missedMax',
  'retries',
  'steps',
  'tokens',
  'dollars',
  'dollarsPerDay',
  'tokensPerDay',
  'deadlineAfter',
  'reminderAfter',
  'startDay',
  'endDay',
  'maxRuns',
  'hoursFrom',
  'hoursTo',
  'jitterMinutes',
]

/**
 * What the form says, as the routes take it, or what is wrong with which field. `before` is the schedule that is being
 * changed: what the form does not show stays as it is.
 */
export function readDraft(
  draft: ScheduleDraft,
  reading: WhenReading | null,
  before: Schedule | null,
): DraftResult {
  const errors: DraftErrors = {}
  if (!reading) errors.when = 'Say when, such as “every weekday at 9”.'
  if (draft.what.trim() === '') {
    errors.what =
      draft.kind === 'notify' ? 'Say what the reminder should say.' : 'Say what the assistant should do.'
  }
  const budget = readBudget(draft, before?.policies.budget ?? {}, errors)
  const questions = readQuestions(draft, errors)
  const missed = readMissed(draft, before, errors)
  const retry = readRetry(draft, errors)
  const bounds = readBounds(draft, errors)
  if (!reading || Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    schedule: {
      title: draft.title.trim() || titleFrom(draft.what),
      action: readAction(draft, before?.action ?? null),
      trigger: reading.trigger,
      followsSystemZone: reading.trigger.kind === 'cron' && draft.zone === '',
      policies: {
        missed,
        overlap: draft.overlap,
        permission: draft.permission,
        tools: readTools(draft),
        result: draft.result,
        retry,
        budget,
        ...questions,
        bounds: { ...bounds, ...reading.bounds },
      },
    },
  }
}

function readMissed(draft: ScheduleDraft, before: Schedule | null, errors: DraftErrors): Policies['missed'] {
  const lateness = readPositive('latenessHours', draft.latenessHours, 'any', errors)
  const max = readPositive('missedMax', draft.missedMax, 'whole', errors)
  if (max !== undefined && max > mostMissed) errors.missedMax = `At most ${mostMissed}.`
  return {
    kind: draft.missed,
    maxLatenessMs:
      lateness === undefined
        ? (before?.policies.missed.maxLatenessMs ?? 24 * hour)
        : Math.round(lateness * hour),
    ...(max !== undefined && { max }),
  }
}

function readRetry({ retries }: ScheduleDraft, errors: DraftErrors): Policies['retry'] {
  const max = Number(retries.trim())
  if (retries.trim() === '' || !Number.isInteger(max) || max < 0 || max > mostRetries) {
    errors.retries = `Give a whole number from 0 to ${mostRetries}.`
  }
  return { max }
}

/** `null` takes back what the schedule had: it waits for ever, and is reminded as the settings say. */
function readQuestions(
  { deadline, deadlineAfter, reminder, reminderAfter }: ScheduleDraft,
  errors: DraftErrors,
): Pick<PoliciesPatch, 'questionDeadline' | 'questionReminderMs'> {
  const read = (field: 'deadlineAfter' | 'reminderAfter', value: DurationDraft): number => {
    const reading = readDuration(value, { leastMs: 1000, mostMs: longestWaitMs })
    if (reading.ok) return reading.ms
    errors[field] = reading.problem
    return 0
  }
  return {
    questionDeadline:
      deadline === 'wait' ? null : { afterMs: read('deadlineAfter', deadlineAfter), then: deadline },
    questionReminderMs:
      reminder === 'settings' ? null : reminder === 'never' ? 0 : read('reminderAfter', reminderAfter),
  }
}

function readBudget(
  draft: ScheduleDraft,
  before: Policies['budget'],
  errors: DraftErrors,
): Policies['budget'] {
  const {
    steps: _steps,
    tokens: _tokens,
    costMicroUsd: _cost,
    costPerDayMicroUsd: _costPerDay,
    tokensPerDay: _tokensPerDay,
    ...kept
  } = before
  const steps = readPositive('steps', draft.steps, 'whole', errors)
  const tokens = readPositive('tokens', draft.tokens, 'whole', errors)
  const tokensPerDay = readPositive('tokensPerDay', draft.tokensPerDay, 'whole', errors)
  const microUsd = (field: 'dollars' | 'dollarsPerDay'): number | undefined => {
    const dollars = readPositive(field, draft[field], 'any', errors)
    return dollars === undefined ? undefined : Math.max(1, Math.round(dollars * 1_000_000))
  }
  const costMicroUsd = microUsd('dollars')
  const costPerDayMicroUsd = microUsd('dollarsPerDay')
  return {
    ...kept,
    ...(steps !== undefined && { steps }),
    ...(tokens !== undefined && { tokens }),
    ...(costMicroUsd !== undefined && { costMicroUsd }),
    ...(costPerDayMicroUsd !== undefined && { costPerDayMicroUsd }),
    ...(tokensPerDay !== undefined && { tokensPerDay }),
  }
}

function readTools({ mcpServers, trustedSources, hosts }: ScheduleDraft): Policies['tools'] {
  return {
    ...(mcpServers && { mcpServers: [...mcpServers] }),
    ...(trustedSources.length > 0 && { trustedSources: [...trustedSources] }),
    ...(hosts.length > 0 && { hosts: [...hosts] }),
  }
}

function readAction(draft: ScheduleDraft, before: Action | null): Action {
  const what = draft.what.trim()
  if (draft.kind === 'notify') return { kind: 'notify', text: what }
  const { workingDirectory, connectionId, model, continuity, context, worktree } = draft
  // The conversation that it works in is chosen where the schedule is made; the form has no field for it.
  const conversationId = before?.kind === 'assist' && context === 'here' ? before.conversationId : undefined
  return {
    kind: 'assist',
    instruction: what,
    context,
    ...(workingDirectory.trim() !== '' && { workingDirectory: workingDirectory.trim() }),
    ...(connectionId !== '' && { connectionId }),
    ...(model.trim() !== '' && { model: model.trim() }),
    ...(continuity && { continuity }),
    ...(worktree && { worktree }),
    ...(conversationId !== undefined && { conversationId }),
  }
}
