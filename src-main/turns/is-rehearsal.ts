import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Stores } from '../store/stores.ts'

/** Whether the turn works for a rehearsal: whatever changes or asks anything is refused. */
export function isRehearsal(stores: Stores, { runId }: Pick<Turn, 'runId'>): boolean {
  return runId !== null && stores.runs.get(runId)?.dryRun === true
}
