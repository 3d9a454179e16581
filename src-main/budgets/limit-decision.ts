import type { LimitName } from '../../src-shared/domain/schedule.ts'

/** A limit as it stands for one turn. Amounts are in the limit's own unit. */
export interface LimitState {
  readonly name: LimitName
  readonly used: number
  /** Where it is reached: its own amount, or more where the user let the turn go on. */
  readonly ceiling: number
  /** What going on grants once more. */
  readonly amount: number
  /** Of a limit that turns share. */
  readonly shared?: SharedState
}

export interface SharedState {
  /** What others hold of it for what they are about to use. */
  readonly held: number
  /** What this turn is about to use of it at most. */
  readonly estimate: number
  /** Whether another one that waits for it goes first. */
  readonly isBehind: boolean
}

export type LimitDecision =
  | { readonly kind: 'go' }
  | { readonly kind: 'ask'; readonly limit: LimitState }
  | { readonly kind: 'wait'; readonly limit: LimitState }

/**
 * Whether the next model call may be made. A limit that is reached asks. One that is shared lets a call be made while
 * nobody else holds anything of it, or where all of them fit: so it is passed by one call of one turn at most. What does
 * not fit only because of what others hold waits.
 */
export function limitDecision(limits: readonly LimitState[]): LimitDecision {
  const reached = limits.find(({ used, ceiling }) => used >= ceiling)
  if (reached) return { kind: 'ask', limit: reached }
  const full = limits.find(
    ({ used, ceiling, shared }) => shared !== undefined && !fits(used, ceiling, shared),
  )
  return full ? { kind: 'wait', limit: full } : { kind: 'go' }
}

function fits(used: number, ceiling: number, { held, estimate, isBehind }: SharedState): boolean {
  // What uses nothing of it is in nobody's way.
  if (estimate === 0) return true
  return !isBehind && (held === 0 || used + held + estimate <= ceiling)
}
