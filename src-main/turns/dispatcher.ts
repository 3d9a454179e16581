import type { Turn } from '../../src-shared/domain/turn.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { Lane } from '../store/turn-store.ts'
import { failureOf } from './failure-of.ts'
import { runTurn, type TurnRunnerParts } from './run-turn.ts'
import { TurnStop } from './turn-stop.ts'
import { isTerminal } from './turn-transition.ts'

/** How many turns work at once. Chats have a lane of their own, so that none ever waits behind background runs. */
export const laneLimits: Readonly<Record<Lane, number>> = { chat: 8, background: 3 }

/** How soon what the database refused is tried again, in milliseconds. */
const againMs = 15_000

interface Executing {
  readonly lane: Lane
  readonly stop: AbortController
  readonly done: Promise<void>
}

export type Dispatcher = ReturnType<typeof createDispatcher>

/** Gives queued turns a worker slot. The rows are the queue: `kick` after anything that may have made a turn startable. */
export function createDispatcher(parts: TurnRunnerParts) {
  const { core, ledger, settler } = parts
  const executing = new Map<string, Executing>()
  let accepting = false
  let kicked = false

  const execute = (turnId: string, lane: Lane): void => {
    const stop = new AbortController()
    const done = runTurn(turnId, parts, stop.signal)
      .catch((error: unknown) => endBroken(turnId, error, stop.signal.aborted))
      .finally(() => {
        executing.delete(turnId)
        dispatcher.kick()
      })
    executing.set(turnId, { lane, stop, done })
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

  const fill = (lane: Lane): void => {
    const busy = [...executing.values()].filter((one) => one.lane === lane).length
    for (const { turn } of core.stores.turns.startable(lane, Math.max(laneLimits[lane] - busy, 0))) {
      if (executing.has(turn.id)) continue
      try {
        if (ledger.start(turn.id)) execute(turn.id, lane)
      } catch (error) {
        // It stays queued, and keeps none of the others back.
        core.logger.error('a queued turn could not be started', { turn: turn.id, error: String(error) })
        core.clock.after(againMs, () => dispatcher.kick())
      }
    }
  }

  const dispatcher = {
    /** Goes on with the turns that were running when the process ended, then takes up the queue. */
    start(): void {
      accepting = true
      for (const { turn, lane } of core.stores.turns.running()) {
        try {
          ledger.recover(turn.id, settler.interrupted)
          execute(turn.id, lane)
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
          fill('chat')
          fill('background')
        } catch (error) {
          core.logger.error('the queue could not be read', { error: String(error) })
        }
      })
    },

    /** Ends a turn in any state but the terminal ones, and waits until it has. Errors: `not_found`, `conflict`. */
    async cancel(turnId: string): Promise<Turn> {
      const turn = core.stores.turns.get(turnId)
      if (!turn) throw new RouteFailure('not_found', 'There is no such turn.')
      if (isTerminal(turn.status))
        throw new RouteFailure('conflict', `This has already ended: it ${words[turn.status]}.`)
      const running = executing.get(turnId)
      running?.stop.abort(new TurnStop('cancel'))
      await running?.done
      // Also after its execution: that may have ended in a pause at this very moment.
      ledger.end(turnId, { kind: 'cancelled' })
      dispatcher.kick()
      return core.stores.turns.get(turnId) ?? turn
    },

    /** Stops executing a turn whose row was ended by another transaction. */
    abandon(turnId: string): void {
      executing.get(turnId)?.stop.abort(new TurnStop('cancel'))
    },

    /** Stops every turn at its last committed step; the next start goes on from there. */
    async stop(): Promise<void> {
      accepting = false
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
