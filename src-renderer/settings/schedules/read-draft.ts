import type {
  Action,
  Bounds,
  Policies,
  PoliciesPatch,
  Schedule,
} from '../../../src-shared/domain/schedule.ts'
import { dayInstant, dayText } from './day-text.ts'
import { type ScheduleDraft, titleFrom } from './schedule-draft.ts'
import type { WhenReading } from './when-reading.ts'

export type DraftField = keyof ScheduleDraft
export type DraftErrors = Partial<Record<DraftField, string>>

export interface ReadSchedule {
  readonly title: string
  readonly action: Action
  readonly trigger: WhenReading['trigger']
  readonly policies: PoliciesPatch
}

export type DraftResult =
  | { readonly ok: true; readonly schedule: ReadSchedule }
  | { readonly ok: false; readonly errors: DraftErrors }

const hour = 3_600_000
export const advancedFields: readonly DraftField[] = [
  'latenessHours',
  'steps',
  'tokens',
  'dollars',
  'deadlineHours',
  'startDay',
  'endDay',
  'maxRuns',
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
  const positive = (field: DraftField, text: string, whole: boolean): number | undefined => {
    if (text.trim() === '') return undefined
    const value = Number(text.trim().replace(',', '.'))
    if (Number.isFinite(value) && value > 0 && (!whole || Number.isInteger(value))) return value
    errors[field] = whole
      ? 'Give a whole number above 0, or leave it empty.'
      : 'Give a number above 0, or leave it empty.'
    return undefined
  }
  const budget = readBudget(draft, before?.policies.budget ?? {}, positive)
  const hours = positive('deadlineHours', draft.deadlineHours, false)
  const lateness = positive('latenessHours', draft.latenessHours, false)
  const bounds = readBounds(draft, before?.policies.bounds ?? {}, errors, positive)
  if (!reading || Object.keys(errors).length > 0) return { ok: false, errors }
  const missed: Policies['missed'] = {
    ...before?.policies.missed,
    kind: draft.missed,
    maxLatenessMs:
      lateness === undefined
        ? (before?.policies.missed.maxLatenessMs ?? 24 * hour)
        : Math.round(lateness * hour),
  }
  return {
    ok: true,
    schedule: {
      title: draft.title.trim() || titleFrom(draft.what),
      action: readAction(draft),
      trigger: reading.trigger,
      policies: {
        missed,
        overlap: draft.overlap,
        result: draft.result,
        budget,
        questionDeadline:
          hours === undefined ? null : { afterMs: Math.round(hours * hour), then: draft.deadlineThen },
        bounds: { ...bounds, ...reading.bounds },
      },
    },
  }
}

type ReadPositive = (field: DraftField, text: string, whole: boolean) => number | undefined

function readBudget(
  draft: ScheduleDraft,
  before: Policies['budget'],
  positive: ReadPositive,
): Policies['budget'] {
  const { steps: _steps, tokens: _tokens, costMicroUsd: _cost, ...kept } = before
  const steps = positive('steps', draft.steps, true)
  const tokens = positive('tokens', draft.tokens, true)
  const dollars = positive('dollars', draft.dollars, false)
  return {
    ...kept,
    ...(steps !== undefined && { steps }),
    ...(tokens !== undefined && { tokens }),
    ...(dollars !== undefined && { costMicroUsd: Math.max(1, Math.round(dollars * 1_000_000)) }),
  }
}

function readBounds(
  draft: ScheduleDraft,
  before: Bounds,
  errors: DraftErrors,
  positive: ReadPositive,
): Bounds {
  const { notBefore: _start, notAfter: _end, maxRuns: _runs, ...kept } = before
  const edge = (field: 'startDay' | 'endDay', known: number | undefined): number | undefined => {
    const text = draft[field].trim()
    if (text === '') return undefined
    // An edge within a day, set by words or by another program, stays exact as long as its day is left alone.
    if (known !== undefined && dayText(known) === text) return known
    const at = dayInstant(text, field === 'startDay' ? 'first' : 'last')
    if (at === null) errors[field] = 'Write the day as YYYY-MM-DD, such as 2027-01-31.'
    return at ?? undefined
  }
  const notBefore = edge('startDay', before.notBefore)
  const notAfter = edge('endDay', before.notAfter)
  const maxRuns = positive('maxRuns', draft.maxRuns, true)
  if (notBefore !== undefined && notAfter !== undefined && notAfter < notBefore) {
    errors.endDay = 'The last day is before the first. Choose a later one.'
  }
  return {
    ...kept,
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
    ...(maxRuns !== undefined && { maxRuns }),
  }
}

function readAction(draft: ScheduleDraft): Action {
  const what = draft.what.trim()
  if (draft.kind === 'notify') return { kind: 'notify', text: what }
  const { workingDirectory, connectionId, model, continuity, context } = draft
  return {
    kind: 'assist',
    instruction: what,
    context,
    ...(workingDirectory.trim() !== '' && { workingDirectory: workingDirectory.trim() }),
    ...(connectionId !== '' && { connectionId }),
    ...(model.trim() !== '' && { model: model.trim() }),
    ...(continuity && { continuity }),
  }
}
