import type { ReasonCode, Run, RunStatus } from '../../src-shared/domain/run.ts'
import { clockTime } from '../components/format-time.ts'
import { reasonWords } from './reason-words.ts'

const neverRan: readonly RunStatus[] = ['skipped', 'missed', 'superseded']
/** Codes that say how a run ended and not why it began late. */
const endings: readonly ReasonCode[] = ['replaced', 'cancelled', 'copied']
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** Why a run began after its time, or will; `null` for one that is on time, that never ran, or of which it is not known. */
export function lateReason({ status, reasonCode }: Run): ReasonCode | null {
  if (reasonCode === null || neverRan.includes(status) || endings.includes(reasonCode)) return null
  return reasonCode
}

/** When a late run was due, and when it ran and why so late. */
export interface Lateness {
  readonly due: string
  readonly ran: string
}

/**
 * "due 09:30" and "ran 11:12, asleep", or "late: asleep" before it has started; `null` for a run that is not late. The day
 * is named where it ran on another one. Times are in the system's zone.
 */
export function lateness(run: Run): Lateness | null {
  const reason = lateReason(run)
  if (reason === null) return null
  const { nominalAt, startedAt } = run
  const why = reasonWords[reason].toLowerCase()
  if (startedAt === null) return { due: `due ${clockTime(nominalAt)}`, ran: `late: ${why}` }
  const sameDay = new Date(nominalAt).toDateString() === new Date(startedAt).toDateString()
  const due = sameDay ? clockTime(nominalAt) : dayAndClock.format(nominalAt)
  return { due: `due ${due}`, ran: `ran ${clockTime(startedAt)}, ${why}` }
}

/** "due 09:30, ran 11:12, asleep"; `null` for a run that is not late. */
export function lateWords(run: Run): string | null {
  const late = lateness(run)
  return late && `${late.due}, ${late.ran}`
}
