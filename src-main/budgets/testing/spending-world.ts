import { silentLogger } from '../../platform/logger.ts'
import { type Amounts, noAmounts } from '../call-estimate.ts'
import { limitDecision, type LimitState } from '../limit-decision.ts'
import { createReservations } from '../reservations.ts'

/** A call as it was foreseen and as it was. What it uses is never more than what was foreseen. */
export interface PlannedCall {
  readonly foreseen: Amounts
  readonly real: Amounts
}

export interface PlannedTurn {
  readonly schedule: 'a' | 'b' | null
  readonly background: boolean
  readonly calls: readonly PlannedCall[]
  /** How many times the user lets it go on. */
  readonly goOn: number
}

export interface SharedAmounts {
  readonly everything: Amounts
  /** Where background work stops. */
  readonly background: Amounts
  readonly schedule: Amounts
}

interface Actor {
  readonly id: string
  readonly plan: PlannedTurn
  status: 'ready' | 'calling' | 'waiting' | 'ended' | 'stopped'
  done: number
  goneOn: number
  ceilings: Map<string, number>
}

export interface Commit {
  readonly background: boolean
  readonly schedule: string | null
  readonly real: Amounts
  /** What was used of everything and of its schedule's day before it. */
  readonly before: Amounts
  readonly scheduleBefore: Amounts
}

const units = ['microUsd', 'tokens'] as const

/** Turns that share limits, moved on one step at a time in whatever order a test wants. */
export function createSpendingWorld(limits: SharedAmounts, plans: readonly PlannedTurn[]) {
  const reservations = createReservations(silentLogger)
  const used = new Map<string | null, Amounts>()
  const usedOf = (scope: string | null): Amounts => used.get(scope) ?? noAmounts
  const commits: Commit[] = []
  const actors: Actor[] = plans.map((plan, index) => ({
    id: `turn ${index}`,
    plan,
    status: 'ready',
    done: 0,
    goneOn: 0,
    ceilings: new Map(),
  }))

  const enter = (actor: Actor): void => {
    const { id, plan } = actor
    const call = plan.calls[actor.done]
    if (!call) {
      actor.status = 'ended'
      reservations.leave(id)
      return
    }
    const claim = { turnId: id, scheduleId: plan.schedule, background: plan.background }
    const entry = reservations.enter(claim, call.foreseen, (standing) =>
      limitDecision(
        [
          ...(plan.schedule === null
            ? []
            : units.map((unit) => ({ unit, scope: plan.schedule, amount: limits.schedule[unit] }))),
          ...units.map((unit) => ({
            unit,
            scope: null,
            amount: (plan.background ? limits.background : limits.everything)[unit],
          })),
        ].map(({ unit, scope, amount }): LimitState => {
          const { held, isBehind } = standing(scope)
          const name = names[`${scope === null ? 'everything' : 'schedule'} ${unit}`]
          return {
            name,
            amount,
            used: usedOf(scope)[unit],
            ceiling: Math.max(amount, actor.ceilings.get(name) ?? 0),
            shared: { held: held[unit], estimate: call.foreseen[unit], isBehind },
          }
        }),
      ),
    )
    if (entry.kind === 'go') actor.status = 'calling'
    else if (entry.kind === 'wait') {
      actor.status = 'waiting'
      void entry.freed(new AbortController().signal).then(() => {
        if (actor.status === 'waiting') actor.status = 'ready'
      })
    } else if (actor.goneOn < plan.goOn) {
      actor.goneOn++
      actor.ceilings.set(entry.limit.name, entry.limit.used + entry.limit.amount)
      reservations.leave(id)
    } else {
      actor.status = 'stopped'
      reservations.leave(id)
    }
  }

  const commit = (actor: Actor): void => {
    const { schedule, background, calls } = actor.plan
    const real = calls[actor.done]?.real ?? noAmounts
    commits.push({
      background,
      schedule,
      real,
      before: usedOf(null),
      scheduleBefore: usedOf(schedule),
    })
    for (const scope of schedule === null ? [null] : [null, schedule]) {
      const before = usedOf(scope)
      used.set(scope, { microUsd: before.microUsd + real.microUsd, tokens: before.tokens + real.tokens })
    }
    actor.done++
    actor.status = 'ready'
    reservations.used(actor.id, real)
  }

  return {
    commits,
    reservations,
    statuses: () => actors.map(({ status }) => status),
    /** Those that can do something now. */
    movable: () => actors.filter(({ status }) => status === 'ready' || status === 'calling'),
    move: (actor: Actor): void => (actor.status === 'calling' ? commit(actor) : enter(actor)),
    /** The user cancels it, wherever it is. */
    cancel(index: number): void {
      const actor = actors[index % actors.length]
      if (!actor || actor.status === 'ended' || actor.status === 'stopped') return
      actor.status = 'stopped'
      reservations.leave(actor.id)
    },
  }
}

const names = {
  'schedule microUsd': 'costPerDayMicroUsd',
  'schedule tokens': 'tokensPerDay',
  'everything microUsd': 'dailyCostMicroUsd',
  'everything tokens': 'dailyTokens',
} as const
