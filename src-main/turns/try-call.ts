import type { Turn } from '../../src-shared/domain/turn.ts'
import { ModelError } from '../models/model-client.ts'
import { retryDelay } from './retry-delay.ts'
import type { Execution, TurnRunnerParts } from './run-turn.ts'

/** The tries of a turn's next call. */
export interface Tries {
  /** How many failed, and the milliseconds that those took. */
  failed: number
  ms: number
  /** The refusal of a request that was too long for the model, while room is to be made for it. */
  refusal: ModelError | null
  /** How often that happened since the last answer. */
  refusals: number
  /** How often even the request for a summary was too long: each time half of it is left for later. */
  cuts: number
}

export const noTries = (): Tries => ({ failed: 0, ms: 0, refusal: null, refusals: 0, cuts: 0 })

/** What a call came to, when it was made, and the milliseconds of all its tries without the waits between them. */
export interface Tried<T> {
  readonly value: T
  readonly calledAt: number
  readonly ms: number
}

export interface CallTry {
  readonly turn: Turn
  readonly retries: number
  readonly tries: Tries
  readonly parts: TurnRunnerParts
  readonly execution: Execution
}

/** Makes a call. `null`: it is to be tried again, after the wait that is over by now. Rejects when it is not. */
export async function tryCall<T>(
  { turn, retries, tries, parts, execution }: CallTry,
  ask: () => Promise<T>,
): Promise<Tried<T> | null> {
  const { core, ledger, budgets } = parts
  const calledAt = core.clock.now()
  try {
    const value = await ask()
    const ms = tries.ms + core.clock.now() - calledAt
    Object.assign(tries, { failed: 0, ms: 0 })
    return { value, calledAt, ms }
  } catch (error) {
    if (execution.signal.aborted || !(error instanceof ModelError)) throw error
    const attempt = tries.failed + 1
    const waitMs = retryDelay(error, attempt, retries, core.ids.random())
    if (waitMs === null) throw error
    tries.failed = attempt
    tries.ms += core.clock.now() - calledAt
    ledger.held(turn.id, { kind: 'retrying', problem: error.message, waitMs, attempt })
    // Nothing is under way until then: others need not wait for it.
    budgets.rest(turn.id)
    await execution.rest(waitMs)
    return null
  }
}
