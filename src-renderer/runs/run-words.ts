import type { Delivery, Run, RunOrigin } from '../../src-shared/domain/run.ts'
import { duration } from '../components/format-time.ts'
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

/** The result, or why there is none, in one line. */
export function outcomeLine(run: Run): string {
  const line = plainLine(run.result ?? run.reason ?? '')
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
