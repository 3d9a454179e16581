import type { Delivery, Run, RunOrigin } from '../../src-shared/domain/run.ts'
import { duration } from '../components/format-time.ts'
import { lateReason } from './lateness.ts'
import { plainLine } from './plain-line.ts'

export const originWords: Record<RunOrigin, string> = {
  schedule: 'By its schedule',
  'run-now': 'Run now',
  chat: 'From a conversation',
  backfill: 'Made up for later',
}

export const deliveryWords: Record<Delivery, string> = {
  pending: 'Not delivered yet',
  delivered: 'Delivered',
  failed: 'Could not be delivered',
  none: 'Nothing to deliver',
}

/** How long the run took, or has taken by `now`; `null` if it never started. */
export function tookWords(run: Run, now: number): string | null {
  if (run.startedAt === null) return null
  return duration(Math.max(0, (run.endedAt ?? now) - run.startedAt))
}

/** The words with a capital first letter: reasons are noted as parts of sentences. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The result, or why there is none, in one line. Why a run is late stands elsewhere (lateness.ts). */
export function outcomeLine(run: Run): string {
  const { status, result, reason } = run
  const why = status === 'failed' || lateReason(run) === null ? (reason ?? '') : ''
  const line = plainLine(result ?? (status === 'failed' ? why : capital(why)))
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
