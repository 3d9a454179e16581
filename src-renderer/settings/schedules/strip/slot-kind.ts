import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { SlotMark } from '../../../../src-shared/ipc/schedule-routes.ts'

/** What a mark shows; each has a shape and a colour of its own. */
export type SlotKind =
  | 'ran'
  | 'late'
  | 'missed'
  | 'skipped'
  | 'failed'
  | 'waiting'
  | 'running'
  | 'queued'
  | 'cancelled'

/** A failure or a question matters more than the lateness of the run that has it. */
export function slotKind({ status, late }: Pick<SlotMark, 'status' | 'late'>): SlotKind {
  switch (status) {
    case 'succeeded':
      return late ? 'late' : 'ran'
    case 'superseded':
      return 'skipped'
    case 'missed':
    case 'skipped':
    case 'failed':
    case 'waiting':
    case 'running':
    case 'queued':
    case 'cancelled':
      return status
    default:
      return assertNever(status)
  }
}
