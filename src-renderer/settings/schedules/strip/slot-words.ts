import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { ReasonCode } from '../../../../src-shared/domain/run.ts'
import type { SlotMark } from '../../../../src-shared/ipc/schedule-routes.ts'
import { dayWords, timeWords } from '../instant-words.ts'

const because: Record<ReasonCode, string> = {
  asleep: 'the computer was asleep',
  'not-running': 'Dormouse was not running',
  busy: 'other runs came first',
  'too-late': 'it was too late to run',
  'newer-slot': 'a newer time ran in its place',
  paused: 'it was paused',
  'over-budget': 'its budget was used up',
  'previous-running': 'the run before was still working',
  'previous-waiting': 'the run before was waiting for you',
  'excluded-date': 'it does not run on that day',
  bounds: 'it was before its start or after its end',
  'quiet-hours': 'it was outside its hours',
  'model-unavailable': 'the model was not available',
  copied: 'the data came from another computer',
  replaced: 'a newer run took its place',
  cancelled: 'it was cancelled',
}
const longestReason = 140

/** What became of one time, for people: "Mon 23 Nov 09:00 — ran 11:12, late: the computer was asleep". */
export function slotWords(mark: SlotMark, now: number): string {
  return `${dayWords(mark.nominalAt, now)} ${timeWords(mark.nominalAt)} — ${outcome(mark, now)}`
}

function outcome(mark: SlotMark, now: number): string {
  const { status, startedAt } = mark
  switch (status) {
    case 'succeeded':
      return mark.late ? `ran ${started(mark, now)}, late${why(mark)}` : 'ran'
    case 'failed':
      return `failed${why(mark)}`
    case 'cancelled':
      return 'cancelled'
    case 'skipped':
      return `skipped${why(mark)}`
    case 'superseded':
      return `did not run${why(mark)}`
    case 'missed':
      return `missed${why(mark)}`
    case 'waiting':
      return 'waiting for your answer'
    case 'running':
      return startedAt === null ? 'running' : `running since ${started(mark, now)}`
    case 'queued':
      return 'waiting for its turn to start'
    default:
      return assertNever(status)
  }
}

/** The time it started, with the day if that is another than the one it was due. */
function started({ startedAt, nominalAt }: SlotMark, now: number): string {
  const at = startedAt ?? nominalAt
  const day = dayWords(at, now)
  return day === dayWords(nominalAt, now) ? timeWords(at) : `${day} ${timeWords(at)}`
}

function why({ reasonCode, reason, status }: SlotMark): string {
  // Of a failure the code would only say why it was late.
  if (reasonCode !== null && status !== 'failed') return `: ${because[reasonCode]}`
  if (reason === null) return ''
  return `: ${reason.length > longestReason ? `${reason.slice(0, longestReason - 1)}…` : reason}`
}
