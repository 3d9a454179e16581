import type { Bounds } from '../../../src-shared/domain/schedule.ts'
import { dayInstant, dayText } from './day-text.ts'
import type { DraftErrors } from './read-draft.ts'
import { readPositive } from './read-positive.ts'
import type { ScheduleDraft } from './schedule-draft.ts'

const minute = 60_000
const longestJitterMinutes = 24 * 60

/** The bounds that the fields say. What is wrong is added to `errors` and left out of the bounds. */
export function readBounds(draft: ScheduleDraft, errors: DraftErrors): Bounds {
  const { known } = draft
  const notBefore = readEdge('startDay', draft, known.notBefore, errors)
  const notAfter = readEdge('endDay', draft, known.notAfter, errors)
  const maxRuns = readPositive('maxRuns', draft.maxRuns, 'whole', errors)
  if (notBefore !== undefined && notAfter !== undefined && notAfter < notBefore) {
    errors.endDay = 'The last day is before the first. Choose a later one.'
  }
  const hours = readHours(draft, errors)
  const jitterMs = readJitter(draft, errors)
  return {
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
    ...(maxRuns !== undefined && { maxRuns }),
    ...(hours && { hours }),
    ...(draft.exclude.length > 0 && { exclude: [...draft.exclude] }),
    ...(jitterMs !== undefined && { jitterMs }),
  }
}

function readEdge(
  field: 'startDay' | 'endDay',
  draft: ScheduleDraft,
  known: number | undefined,
  errors: DraftErrors,
): number | undefined {
  const text = draft[field].trim()
  if (text === '') return undefined
  // An edge within a day, set by words or by another program, stays exact as long as its day is left alone.
  if (known !== undefined && dayText(known) === text) return known
  const at = dayInstant(text, field === 'startDay' ? 'first' : 'last')
  if (at === null) errors[field] = 'Choose a day, such as 2027-01-31.'
  return at ?? undefined
}

function readHours({ hoursFrom: from, hoursTo: to }: ScheduleDraft, errors: DraftErrors): Bounds['hours'] {
  if (from === '' && to === '') return undefined
  if (from !== '' && to !== '' && from !== to) return { from, to }
  const field = from === '' ? 'hoursFrom' : 'hoursTo'
  errors[field] = from === to ? 'Choose two different times.' : 'Choose both times, or neither.'
  return undefined
}

function readJitter({ jitterMinutes, known }: ScheduleDraft, errors: DraftErrors): number | undefined {
  if (known.jitterMs !== undefined && jitterMinutes === String(known.jitterMs / minute)) return known.jitterMs
  const minutes = readPositive('jitterMinutes', jitterMinutes, 'any', errors)
  if (minutes !== undefined && minutes > longestJitterMinutes)
    errors.jitterMinutes = 'At most 1440, a whole day.'
  return minutes === undefined ? undefined : Math.round(minutes * minute)
}
