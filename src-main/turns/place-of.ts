import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Stores } from '../store/stores.ts'
import { isRehearsal } from './is-rehearsal.ts'
import type { CallPlace } from './tools/tool.ts'
import { turnPolicy } from './turn-rules.ts'

/** Where the calls of a turn work and for whom. */
export function placeOf(stores: Stores, turn: Turn, workingDirectory: string | null): CallPlace {
  const { id: turnId, conversationId, sessionId, runId } = turn
  const scheduleId = runId === null ? null : (stores.runs.get(runId)?.scheduleId ?? null)
  const { access } = turnPolicy(stores, turn)
  return {
    workingDirectory,
    turnId,
    conversationId,
    sessionId,
    runId,
    scheduleId,
    access,
    isRehearsal: isRehearsal(stores, turn),
  }
}
