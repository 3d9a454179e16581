import type { ReasonCode } from '../../src-shared/domain/run.ts'

/** Why a run is late, did not run or was ended, in a word or two. */
export const reasonWords: Record<ReasonCode, string> = {
  asleep: 'Asleep',
  'not-running': 'Not running',
  busy: 'Busy',
  'too-late': 'Too late',
  'newer-slot': 'A newer one ran',
  paused: 'Paused',
  'over-budget': 'Over budget',
  'previous-running': 'Previous still running',
  'previous-waiting': 'Previous waiting for you',
  'excluded-date': 'Excluded date',
  bounds: 'Bounds',
  'quiet-hours': 'Quiet hours',
  'model-unavailable': 'Model on hold',
  copied: 'Copied folder',
  replaced: 'Replaced',
  cancelled: 'Cancelled',
}

/** What a reason means, where its words alone are short; for the list of a filter. */
export const reasonHints: Partial<Record<ReasonCode, string>> = {
  asleep: 'The computer slept',
  'not-running': 'Dormouse was not running',
  busy: 'Dormouse was busy, or the clock was changed',
  'too-late': 'Later than the schedule allows',
  'newer-slot': 'One late run for several missed times',
  bounds: 'Past its number of runs',
  'quiet-hours': 'Outside the hours of the schedule',
  'model-unavailable': 'Its connection took no work',
  copied: 'The data came from another place',
  replaced: 'Ended by a newer run',
}
