import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Run } from '../../src-shared/domain/run.ts'

/** What became of a slot, in a sentence. `when` says an instant to the minute. */
export function runSentence(run: Run, when: (at: number) => string): string {
  const { status, startedAt, endedAt } = run
  const late = run.reasonCode !== null && run.reason !== null ? ` It was late: ${run.reason}.` : ''
  const why = run.reason ?? 'no reason is noted'
  const started = startedAt === null ? '' : `, started ${when(startedAt)}`
  switch (status) {
    case 'succeeded':
      return `it ran${started}${endedAt === null ? '' : `, finished ${when(endedAt)}`}.${late}`
    case 'failed':
      return `it ran${started}, and failed: ${why}`
    case 'cancelled':
      return `it was cancelled${started}: ${why}.`
    case 'superseded':
      return `it did not run: ${why}.`
    case 'skipped':
      return `it was skipped: ${why}.`
    case 'missed':
      return `it was missed: ${why}.`
    case 'queued':
      return `it is waiting for its turn to start.${late}`
    case 'running':
      return `it is running${started}.${late}`
    case 'waiting':
      return `it ran${started}, and waits for your answer.${late}`
    default:
      return assertNever(status)
  }
}
