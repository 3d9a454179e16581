import type { Turn } from '../../src-shared/domain/turn.ts'
import type { ToolCall } from '../store/tool-call-store.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { BackgroundKind } from '../store/turn-store.ts'
import { failureOf } from './failure-of.ts'
import { runTurn, type TurnRunnerParts } from './run-turn.ts'
import type { ToolResult } from './tools/tool.ts'
import { TurnStop } from './turn-stop.ts'
import { isTerminal } from './turn-transition.ts'
import { createWorkerSlots, type SlotNeed } from './worker-slots.ts'

/** How soon what the database refused is tried again, in milliseconds. */
const againMs = 15_000

/**
 * While so many turns wait for others to give something back of a limit that they share, no new run starts: it could only
 * wait too.
 */
const mostHeld = 20

/**
 * So many regular runs start while one that makes up for the past could; then that has the next place. Else regular ones that
 * are always due would keep it waiting for ever.
 */
const mostBeforeLate = 6

/** At most one run that makes up for the past starts in so many milliseconds: a wake-up may bring hundreds. */
const staggerMs = 2000

interface Executing {
  readonly stop: AbortController
  /** Ends the rest that it takes just now. */
  wake(): void
  readonly done: Promise<void>
}

export interface DispatcherParts extends TurnRunnerParts {
  /** The ids of the connections on which nothing scheduled starts now. */
  readonly onHold: () => readonly string[]
}

export type Dispatcher = ReturnType<typeof createDispatcher>

/** Gives queued turns a worker slot. The rows are the queue: `kick` after anything that may have made a turn startable. */
export function createDispatcher(parts: DispatcherParts) {
  const { core, ledger, settler } = parts
  const { turns } = core.stores
  const executing = new Map<string, Executing>()
  const slots = createWorkerSlots(core.clock, () => dispatcher.kick())
  let accepting = false
  let kicked = false
  /** Regular runs that were started since a late one that could start too. */
  let startedBefore = 0
  /** Set while the next late run must not start yet. */
  let cancelStagger: (() => void) | null = null

  /** What is known of the calls that were under way comes from the files themselves, before anything goes on. */
  const recover = async (turnId: string): Promise<void> => {
    const results = new Map<ToolCall, ToolResult>()
    for (const call of core.stores.toolCalls.unfinished(turnId)) {
      const result = call.status === 'started' ? await settler.interrupted(call) : null
      if (result) results.set(call, result)
    }
    ledger.recover(turnId, results)
  }

  const execute = (turnId: string, need: SlotNeed, prepare?: () => Promise<void>): void => {
    const stop = new AbortController()
    const { signal } = stop
    const slot = slots.take(need)
    let wake = (): void => undefined
    /** A rest that ends early, or does not begin, when the turn is to make way. */
    const untilWoken = async (rest: (signal: AbortSignal) => Promise<void>): Promise<void> => {
      if (turns.isInterrupted(turnId)) return
      const woken = new AbortController()
      wake = () => woken.abort()
      try {
        await rest(AbortSignal.any([signal, woken.signal]))
      } catch (error) {
        if (signal.aborted || !woken.signal.aborted) throw error
      }
    }
    const done = Promise.resolve(prepare?.())
      .then(() =>
        runTurn(turnId, parts, {
          signal,
          rest: (ms) => untilWoken((ended) => slot.rest(ms, ended)),
          until: (freed) => untilWoken((ended) => slot.until(freed, ended)),
        }),
      )
      .catch((error: unknown) => endBroken(turnId, error, signal.aborted))
      .finally(() => {
        executing.delete(turnId)
        parts.tools.leave(turnId)
        slot.leave()
        dispatcher.kick()
      })
    executing.set(turnId, { stop, done, wake: () => wake() })
  }

  /**
   * Ends a turn whose own end could not be written. What kept it from the database may keep this row out too, so it is
   * tried again until it is in: a turn that runs with nobody executing it would block its session for ever.
   */
  const endBroken = (turnId: string, error: unknown, wasCancelled: boolean): void => {
    core.logger.error('a turn stopped', { turn: turnId, error: String(error) })
    if (!accepting) return
    try {
      const outcome = wasCancelled
        ? ({ kind: 'cancelled' } as const)
        : ({ kind: 'failed', failure: failureOf(error) } as const)
      ledger.end(turnId, outcome)
      dispatcher.kick()
    } catch {
      core.clock.after(againMs, () => endBroken(turnId, error, wasCancelled))
    }
  }

  const stagger = (): void => {
    cancelStagger = core.clock.after(staggerMs, () => {
      cancelStagger = null
      dispatcher.kick()
    })
  }

  /** What is due now comes before what makes up for the past, and what goes on after a pause before what is new. */
  const nextRun = (passedOver: readonly string[]): { turn: Turn; kind: BackgroundKind } | undefined => {
    const mayBegin = parts.budgets.waiting() < mostHeld
    const blocked = { turnIds: passedOver, connectionIds: parts.onHold() }
    const first = (late: boolean): { turn: Turn; kind: BackgroundKind } | undefined => {
      const mayStart = mayBegin && !(late && cancelStagger !== null)
      for (const kind of [{ late, begun: true }, ...(mayStart ? [{ late, begun: false }] : [])]) {
        const turn = slots.hasRoom({ lane: 'background', ...kind }) && turns.startableRun(kind, blocked)
        if (turn) return { turn, kind }
      }
      return undefined
    }
    const regular = first(false)
    const late = first(true)
    if (late === undefined) return regular
    const isLate = regular === undefined || startedBefore >= mostBeforeLate
    startedBefore = isLate ? 0 : startedBefore + 1
    return isLate ? late : regular
  }

  const begin = (turn: Turn, need: SlotNeed): boolean => {
    try {
      if (ledger.start(turn.id)) execute(turn.id, need)
      return true
    } catch (error) {
      // It stays queued, and keeps none of the others back.
      core.logger.error('a queued turn could not be started', { turn: turn.id, error: String(error) })
      core.clock.after(againMs, () => dispatcher.kick())
      return false
    }
  }

  const fill = (): void => {
    slots.letBack()
    // One that has paused and was answered already may still be on its way out.
    const passedOver = [...executing.keys()]
    const chat = { lane: 'chat', late: false } as const
    while (slots.hasRoom(chat)) {
      const turn = turns.startableChat(passedOver)
      if (!turn) break
      if (!begin(turn, chat)) passedOver.push(turn.id)
    }
    for (let next = nextRun(passedOver); next; next = nextRun(passedOver)) {
      const { turn, kind } = next
      if (!begin(turn, { lane: 'background', late: kind.late })) passedOver.push(turn.id)
      else if (kind.late && !kind.begun) stagger()
    }
  }

  const dispatcher = {
    /** Goes on with the turns that were running when the process ended, then takes up the queue. */
    start(): void {
      accepting = true
      for (const { turn, lane, late } of turns.running()) {
        try {
          execute(turn.id, { lane, late }, () => recover(turn.id))
        } catch (error) {
          endBroken(turn.id, error, false)
        }
      }
      dispatcher.kick()
    },

    /** Looks for startable turns soon. Cheap to call often. */
    kick(): void {
      if (kicked || !accepting) return
      kicked = true
      queueMicrotask(() => {
        kicked = false
        if (!accepting) return
        try {
          fill()
        } catch (error) {
          core.logger.error('the queue could not be read', { error: String(error) })
        }
      })
    },

    /** Ends a turn in any state but the terminal ones, and waits until it has. Errors: `not_found`, `conflict`. */
    async cancel(turnId: string): Promise<Turn> {
      const turn = turns.get(turnId)
      if (!turn) throw new RouteFailure('not_found', 'There is no such turn.')
      if (isTerminal(turn.status))
        throw new RouteFailure('conflict', `This has already ended: it ${words[turn.status]}.`)
      const running = executing.get(turnId)
      running?.stop.abort(new TurnStop('cancel'))
      await running?.done
      // Also after its execution: that may have ended in a pause at this very moment.
      ledger.end(turnId, { kind: 'cancelled' })
      dispatcher.kick()
      return turns.get(turnId) ?? turn
    },

    /** Stops executing a turn whose row was ended by another transaction. */
    abandon(turnId: string): void {
      executing.get(turnId)?.stop.abort(new TurnStop('cancel'))
    },

    /** A turn that rests looks at its rows now: it may have to make way. */
    wake(turnId: string): void {
      executing.get(turnId)?.wake()
    },

    /** Stops every turn at its last committed step; the next start goes on from there. */
    async stop(): Promise<void> {
      accepting = false
      cancelStagger?.()
      cancelStagger = null
      const all = [...executing.values()]
      for (const { stop } of all) stop.abort(new TurnStop('shutdown'))
      await Promise.all(all.map(({ done }) => done))
    },

    /** Resolves when nothing is executing and nothing can start: for tests, which never sleep. */
    async drain(): Promise<void> {
      for (;;) {
        await new Promise<void>((resolve) => queueMicrotask(resolve))
        const all = [...executing.values()]
        if (all.length === 0 && !kicked) return
        await Promise.all(all.map(({ done }) => done))
      }
    },
  }
  return dispatcher
}

const words = { succeeded: 'succeeded', failed: 'failed', cancelled: 'was cancelled' } as const
