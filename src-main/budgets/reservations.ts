import type { Logger } from '../platform/logger.ts'
import { type Amounts, noAmounts } from './call-estimate.ts'
import type { LimitDecision, LimitState } from './limit-decision.ts'

/** Who wants to use something of what is shared. `scheduleId`: whose day it shares, beside that of everything. */
export interface Claim {
  readonly turnId: string
  readonly scheduleId: string | null
  readonly background: boolean
}

/** How a claim stands to those of others in one scope: a schedule's day (its id), or `null` for everything's. */
export interface Standing {
  readonly held: Amounts
  /** Whether others that wait for it go first. */
  readonly isBehind: boolean
}

/** Decides by the rows of the moment, and by how the claim stands in a scope. */
export type Look = (standing: (scheduleId: string | null) => Standing) => LimitDecision

interface Waiter {
  readonly claim: Claim
  readonly amounts: Amounts
  readonly look: Look
  /** What it waits for. */
  scope: string | null
  readonly wake: () => void
}

export type Entry =
  | { readonly kind: 'go' }
  | { readonly kind: 'ask'; readonly limit: LimitState }
  | {
      readonly kind: 'wait'
      readonly limit: LimitState
      /** Resolves when it is to look again; what it needs is held for it by then. Rejects when the signal aborts. */
      freed(signal: AbortSignal): Promise<void>
    }

export type Reservations = ReturnType<typeof createReservations>

/**
 * What running turns hold of limits that they share, for what they are about to use. It is kept in memory: one process
 * spends, and after a crash nothing is under way. Who waits holds nothing, so whenever somebody waits somebody else is at
 * work, whose end lets the oldest go.
 */
export function createReservations(logger: Logger) {
  const holds = new Map<string, { readonly claim: Claim; readonly amounts: Amounts }>()
  /** Oldest first. */
  const waiting = new Map<string, Waiter>()

  const sharesScope = (claim: Claim, scope: string | null): boolean =>
    scope === null || claim.scheduleId === scope
  const heldByOthers = (turnId: string, scope: string | null): Amounts =>
    [...holds.values()]
      .filter(({ claim }) => claim.turnId !== turnId && sharesScope(claim, scope))
      .reduce((sum, { amounts }) => added(sum, amounts), noAmounts)
  /** Chats never stand behind work in the background, nor does what is in the middle of its work stand behind anything. */
  const isBehind = (claim: Claim, scope: string | null): boolean => {
    if (holds.has(claim.turnId)) return false
    for (const other of waiting.values()) {
      if (other.claim.turnId === claim.turnId) return false
      if (other.scope === scope && (claim.background || !other.claim.background)) return true
    }
    return false
  }
  const decide = (claim: Claim, look: Look): LimitDecision =>
    look((scope) => ({ held: heldByOthers(claim.turnId, scope), isBehind: isBehind(claim, scope) }))
  const scopeOf = (claim: Claim, { name }: LimitState): string | null =>
    name.startsWith('daily') ? null : claim.scheduleId

  const letOn = (waiter: Waiter): void => {
    waiting.delete(waiter.claim.turnId)
    waiter.wake()
  }
  /** Those that wait look again, the oldest first: what one of them takes is not there for the next. */
  const lookAgain = (): void => {
    for (const waiter of waiting.values()) {
      const { claim, amounts, look } = waiter
      try {
        const decision = decide(claim, look)
        if (decision.kind === 'wait') {
          waiter.scope = scopeOf(claim, decision.limit)
          continue
        }
        if (decision.kind === 'go') holds.set(claim.turnId, { claim, amounts })
      } catch (error) {
        // It finds out by itself: who gave something back must not fail for it.
        logger.error('a turn that waits for its budget could not look', { error: String(error) })
      }
      letOn(waiter)
    }
  }

  const reservations = {
    /** Holds `amounts` for the turn if its next call may be made, in the place of what it held before. */
    enter(claim: Claim, amounts: Amounts, look: Look): Entry {
      waiting.delete(claim.turnId)
      const decision = decide(claim, look)
      if (decision.kind === 'ask') return decision
      if (decision.kind === 'go') {
        holds.set(claim.turnId, { claim, amounts })
        lookAgain()
        return decision
      }
      let wake = (): void => undefined
      const woken = new Promise<void>((resolve) => (wake = resolve))
      const { limit } = decision
      waiting.set(claim.turnId, { claim, amounts, look, scope: scopeOf(claim, limit), wake })
      holds.delete(claim.turnId)
      lookAgain()
      return { kind: 'wait', limit, freed: (signal) => orAborted(woken, signal) }
    },

    /** So much of what it holds was used, and is in the rows. */
    used(turnId: string, amounts: Amounts): void {
      const hold = holds.get(turnId)
      if (!hold) return
      const rest = {
        microUsd: Math.max(0, hold.amounts.microUsd - amounts.microUsd),
        tokens: Math.max(0, hold.amounts.tokens - amounts.tokens),
      }
      holds.set(turnId, { claim: hold.claim, amounts: rest })
      lookAgain()
    },

    /** Gives back whatever the turn holds, and its place among those that wait. */
    leave(turnId: string): void {
      waiting.delete(turnId)
      holds.delete(turnId)
      lookAgain()
    },

    /** Limits may have changed. */
    lookAgain,

    held: (): Amounts => heldByOthers('', null),
    waiting: (): number => waiting.size,
  }
  return reservations
}

function added(a: Amounts, b: Amounts): Amounts {
  return { microUsd: a.microUsd + b.microUsd, tokens: a.tokens + b.tokens }
}

function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) {
      abort()
      return
    }
    signal.addEventListener('abort', abort, { once: true })
    void promise.then(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}
