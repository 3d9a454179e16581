import type { ReasonCode, Run } from '../../src-shared/domain/run.ts'
import type { Policies } from '../../src-shared/domain/schedule.ts'
import { assertNever } from '../../src-shared/domain/assert-never.ts'

export type OverlapDecision =
  | { readonly kind: 'start' }
  | { readonly kind: 'skip'; readonly words: string; readonly code: ReasonCode }
  /** Ends these runs first. */
  | { readonly kind: 'replace'; readonly runs: readonly Run[] }

/**
 * What a new run does about earlier ones of its schedule that are queued, running or waiting. `start` includes queueing:
 * a queued run of a queueing schedule is held back by the dispatcher until the earlier ones have ended.
 */
export function overlapDecision(policy: Policies['overlap'], active: readonly Run[]): OverlapDecision {
  if (active.length === 0) return { kind: 'start' }
  switch (policy) {
    case 'allow':
    case 'queue-all':
      return { kind: 'start' }
    case 'queue-one': {
      const behind = active.slice(1).some((run) => run.status === 'queued')
      return behind
        ? { kind: 'skip', ...whyNot(active, 'Another run is already queued behind it') }
        : { kind: 'start' }
    }
    case 'cancel-previous':
      return { kind: 'replace', runs: active }
    case 'skip':
      return { kind: 'skip', ...whyNot(active) }
    default:
      return assertNever(policy)
  }
}

function whyNot(active: readonly Run[], more?: string): { words: string; code: ReasonCode } {
  const is = (status: Run['status']): boolean => active.some((run) => run.status === status)
  const how = is('waiting')
    ? 'is still waiting for you'
    : is('running')
      ? 'is still running'
      : 'is still running: it waits for its turn to start'
  const words = `The previous run ${how}`
  return {
    words: more === undefined ? words : `${words}. ${more}`,
    code: is('waiting') ? 'previous-waiting' : 'previous-running',
  }
}
