import { defaultPolicies } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Stores } from '../store/stores.ts'
import type { TurnLimits } from '../turns/run-turn.ts'

/** A chat turn asks after this many model calls: somebody who watches would have stopped a loop long before. */
const chatSteps = 100

/** So often the same call may come to the same result, with nothing new in between. */
const repeats = 5

/** How far a turn may go by itself: by its run's policies, or by those of a chat. */
export function turnLimits(stores: Stores, turn: Turn): TurnLimits {
  const policies = turn.runId === null ? undefined : stores.runs.policies(turn.runId)
  if (!policies) return { limits: { steps: chatSteps, repeats }, retries: defaultPolicies.retry.max }
  return { limits: { ...policies.budget, repeats }, retries: policies.retry.max }
}
