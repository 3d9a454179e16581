import type { Connection } from '../../src-shared/domain/connection.ts'
import type { ModelPrice } from '../../src-shared/domain/price.ts'
import type { BudgetAsk } from '../../src-shared/domain/question.ts'
import type { LimitName, Limits, Schedule } from '../../src-shared/domain/schedule.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { totalTokens, type Usage } from '../../src-shared/domain/usage.ts'
import type { UsageSummary, UsageToday } from '../../src-shared/ipc/app-routes.ts'
import { windowOf } from '../models/context-window.ts'
import type { ModelRequest } from '../models/model-client.ts'
import { priceOf } from '../models/pricing.ts'
import { unavailable } from '../platform/route-failure.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import type { CallUsage } from '../store/call-usage.ts'
import type { Core } from '../store/core.ts'
import type { TurnRecord } from '../store/turn-store.ts'
import { budgetQuestion, capitalized, dayLimit, type Repeated } from './budget-question.ts'
import { type Amounts, callEstimate } from './call-estimate.ts'
import { limitDecision } from './limit-decision.ts'
import { dayLimits, dayLimitStates, everythingLimits, ownLimitStates, withShares } from './limit-states.ts'
import { overBudget } from './over-budget.ts'
import { priceTable } from './price-table.ts'
import { createReservations } from './reservations.ts'
import { totalOf, usageDays } from './usage-days.ts'
import { usualRest } from './usual-use.ts'

/** How many of a schedule's last runs say what one usually uses. */
const usualRuns = 7

/** The call that a turn wants to make next. */
export interface NextCall {
  /** The limits of the turn: those of its schedule's budget, and how often it may repeat itself. */
  readonly limits: Limits
  readonly request: ModelRequest
  /** What the turn did most often without anything new, if it repeated anything. */
  readonly repeated: Repeated | null
}

/** Whether the call may be made: yes, with what it needs held for it; only if the user says so; or not yet. */
export type Admission =
  | { readonly kind: 'go' }
  | {
      readonly kind: 'ask'
      readonly prompt: string
      readonly budget: BudgetAsk
      /** The limits under which it goes on: only the reached one is raised, once more by its own amount. */
      readonly ceilings: Limits
    }
  | {
      readonly kind: 'wait'
      /** What it waits for, in words. `isNew`: they were not said since the turn went to work. */
      readonly words: string
      readonly isNew: boolean
      freed(signal: AbortSignal): Promise<void>
    }

export type BudgetDesk = ReturnType<typeof createBudgetDesk>

/** What turns may use, what everything has used, and what is held for work under way. */
export function createBudgetDesk(
  core: Core,
  parts: {
    readonly settings: Pick<SettingsStore, 'get'>
    /** The first instant of an instant's day in the system's zone, both epoch milliseconds. */
    readonly startOfDay: (at: number) => number
    readonly connections: {
      find(id: string): Connection | undefined
      list(): readonly Connection[]
    }
  },
) {
  const { stores, unitOfWork, clock } = core
  const { settings, connections } = parts
  const reservations = createReservations(core.logger)
  /** The turns whose waiting was told since they went to work. */
  const told = new Set<string>()
  const today = (): number => parts.startOfDay(clock.now())

  const recordOf = (turnId: string): TurnRecord => {
    const record = stores.turns.find(turnId)
    if (!record) throw new Error('There is no such turn.')
    return record
  }
  const scheduleOf = ({ turn }: TurnRecord): string | null =>
    turn.runId === null ? null : (stores.runs.get(turn.runId)?.scheduleId ?? null)

  /** Under which limits the user lets it go on: what was granted of a day, for that day. */
  const ceilingsOf = ({ turn, ceilings }: TurnRecord): Limits => {
    const isOver = (name: LimitName): boolean =>
      ceilings[name] !== undefined && (stores.questions.budgetAskedAt(turn.id, name) ?? -Infinity) < today()
    return { ...ceilings, ...Object.fromEntries(dayLimits.filter(isOver).map((name) => [name, undefined])) }
  }

  /** What a call of the session can use at most. */
  const callOf = (session: Session | undefined, request: ModelRequest): Amounts => {
    const connection = connections.find(session?.connectionId ?? '')
    const model = request.model ?? connection?.defaultModel ?? ''
    return callEstimate(request, {
      price: connection?.kind === 'practice' ? null : priceOf(model, settings.get().prices),
      window: windowOf(connection, model),
      lastContext: session ? stores.turns.lastContextTokens(session.id) : 0,
    })
  }
  /** The larger of what the next call can use, and what such a run usually still does. */
  const estimate = (record: TurnRecord, scheduleId: string | null, request: ModelRequest): Amounts => {
    const next = callOf(stores.sessions.get(record.turn.sessionId), request)
    if (scheduleId === null) return next
    const usual = usualRest(stores.usage.ofLastRuns(scheduleId, usualRuns), record.turn.usage)
    return {
      microUsd: Math.max(next.microUsd, usual.microUsd),
      tokens: Math.max(next.tokens, usual.tokens),
    }
  }

  return {
    /** Call it before every model call. Whoever goes on calls `used` with what it used, and `leave` when it stops. */
    enter(turnId: string, { limits, request, repeated }: NextCall): Admission {
      const first = recordOf(turnId)
      const scheduleId = scheduleOf(first)
      const background = first.lane === 'background'
      const amounts = estimate(first, scheduleId, request)
      const entry = reservations.enter({ turnId, scheduleId, background }, amounts, (standing) => {
        const record = recordOf(turnId)
        const all = { ...limits, ...everythingLimits(settings.get(), background) }
        const owner = { scheduleId, ceilings: ceilingsOf(record) }
        const days = dayLimitStates(all, owner, stores.usage, today())
        return limitDecision([
          ...ownLimitStates(all, record, repeated?.times ?? 0),
          ...withShares(days, scheduleId, amounts, standing),
        ])
      })
      if (entry.kind === 'go') return entry
      const { limit } = entry
      if (entry.kind === 'ask') {
        const record = recordOf(turnId)
        return {
          kind: 'ask',
          ...budgetQuestion(limit, { record, repeated, background }),
          ceilings: { ...record.ceilings, [limit.name]: limit.used + limit.amount },
        }
      }
      const isNew = !told.has(turnId)
      told.add(turnId)
      const words = `Waits for other work under way: together they could pass ${dayLimit(limit, background)}.`
      return { kind: 'wait', words, isNew, freed: entry.freed }
    },

    /**
     * Makes a call of a session that belongs to no turn, with what it needs held for it, and counts what it used. It waits
     * for others as a turn's call does. Rejects with `unavailable` where a limit of the day is reached: there is nobody to
     * ask for more in the middle of what the user does. Rejects with what the call rejects with, too.
     */
    async alone<T extends { readonly usage: CallUsage }>(
      session: Session,
      request: ModelRequest,
      signal: AbortSignal,
      call: () => Promise<T>,
    ): Promise<T> {
      const claim = { turnId: session.id, scheduleId: null, background: false }
      const amounts = callOf(session, request)
      const owner = { scheduleId: null, ceilings: {} }
      try {
        for (;;) {
          const entry = reservations.enter(claim, amounts, (standing) => {
            const limits = everythingLimits(settings.get(), false)
            const days = dayLimitStates(limits, owner, stores.usage, today())
            return limitDecision(withShares(days, null, amounts, standing))
          })
          if (entry.kind === 'go') break
          if (entry.kind === 'ask')
            throw unavailable(
              `${capitalized(dayLimit(entry.limit, false))} is reached, so no model was asked. Raise it in Settings → Usage.`,
            )
          await entry.freed(signal)
        }
        const made = await call()
        unitOfWork.run(() => stores.usage.addOfConnection(session.connectionId, made.usage, clock.now()))
        return made
      } finally {
        reservations.leave(claim.turnId)
      }
    },

    /**
     * Why a tool of the turn may make no model call of its own now, in words for the model; `null`: it may. Between two
     * calls of the turn there is nobody to ask: that is done before the turn's next one.
     */
    spendProblem(turnId: string, limitsOf: (turn: Turn) => Limits): string | null {
      const record = recordOf(turnId)
      const limits = {
        ...limitsOf(record.turn),
        ...everythingLimits(settings.get(), record.lane === 'background'),
      }
      const owner = { scheduleId: scheduleOf(record), ceilings: ceilingsOf(record) }
      const states = [
        ...ownLimitStates(limits, record, 0),
        ...dayLimitStates(limits, owner, stores.usage, today()),
      ]
      return limitDecision(states).kind === 'go'
        ? null
        : 'Not done: a limit of the budget is reached, and the user is asked first. Call it again if you are let go on.'
    },

    /** A call of the turn used so much, and the rows say so. */
    used(turnId: string, usage: Usage): void {
      reservations.used(turnId, { microUsd: usage.costMicroUsd, tokens: totalTokens(usage) })
    },

    /** Gives back what the turn holds: it ended, it asks, or it rests before it tries again. */
    rest: (turnId: string): void => reservations.leave(turnId),

    /** The turn is not executed any more. */
    leave(turnId: string): void {
      told.delete(turnId)
      reservations.leave(turnId)
    },

    /** Limits have changed: those that wait look again. */
    limitsChanged: (): void => reservations.lookAgain(),

    /** How many turns wait for others to give something back. */
    waiting: (): number => reservations.waiting(),

    /** Why a slot of the schedule does not run today, in words: a day is used up, and the user did not let it go on. */
    overBudget: (schedule: Schedule): string | null =>
      overBudget(
        {
          limits: { ...schedule.policies.budget, ...everythingLimits(settings.get(), true) },
          scheduleId: schedule.id,
        },
        stores.usage,
        today(),
      ),

    prices(): ModelPrice[] {
      const defaults = connections.list().flatMap(({ kind, defaultModel }) =>
        // The practice model is free.
        kind === 'practice' ? [] : [defaultModel],
      )
      return priceTable(settings.get().prices, [...stores.usage.models(), ...defaults])
    },

    today(): UsageToday {
      const { usage, unpricedTokens } = stores.usage.since(today())
      const held = reservations.held()
      return { usage, unpricedTokens, reservedMicroUsd: held.microUsd, reservedTokens: held.tokens }
    },

    /** Since `since` (epoch ms), by local day, by connection and by schedule. */
    summary(since: number): UsageSummary {
      const byDay = usageDays(stores.usage.byQuarter(since), parts.startOfDay, clock.timeZone())
      const { usage, unpricedTokens } = totalOf(byDay)
      return {
        total: usage,
        unpricedTokens,
        byDay,
        byConnection: stores.usage.byConnection(since),
        bySchedule: stores.usage.bySchedule(since),
      }
    },
  }
}
