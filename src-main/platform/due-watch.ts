import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'

/** Rows that become due. However many there are, one timer waits for the next of them. */
export interface DueWatch {
  /** Settles what is due now and waits for the next. Call it at start, when one is added, and when the machine wakes. */
  look(): void
  stop(): void
}

/** How soon what could not be settled is tried again at the earliest, in milliseconds. */
const soonestMs = 1000
/** For how long one turn of the event loop goes on settling, in milliseconds: after a long sleep all may be due at once. */
const sliceMs = 4
const batch = 50
/** How soon rows that cannot be read are looked at again, in milliseconds. */
const againMs = 15_000

export function createDueWatch<T extends { readonly id: string }>(
  clock: Clock,
  logger: Logger,
  rows: {
    /** The first `limit` that are due at `now`: those that are settled are in it no more. */
    due(now: number, limit: number): readonly T[]
    /** Throws where it cannot be settled now: it is logged as `failure` and tried again later. */
    settle(row: T): void
    readonly failure: string
    /** The instant of the next one, epoch ms. */
    nextAt(): number | null
  },
): DueWatch {
  let cancel: (() => void) | null = null

  /** Whether there is nothing left that can be settled now. */
  const settleSome = (tried: Set<string>): boolean => {
    const began = clock.now()
    for (let stuck = 0; ;) {
      const found = rows.due(clock.now(), stuck + batch)
      const due = found.filter(({ id }) => !tried.has(id))
      // Those that were tried and are still due come first again.
      stuck = found.length - due.length
      if (due.length === 0) return true
      for (const row of due) {
        // Each once: one that stays due must not be settled for ever.
        tried.add(row.id)
        try {
          rows.settle(row)
        } catch (error) {
          logger.error(rows.failure, { id: row.id, error: String(error) })
        }
        if (Math.abs(clock.now() - began) >= sliceMs) return false
      }
    }
  }
  const goOn = (tried: Set<string>): void => {
    watch.stop()
    try {
      if (!settleSome(tried)) {
        cancel = clock.after(0, () => goOn(tried))
        return
      }
      const next = rows.nextAt()
      if (next !== null) cancel = clock.after(Math.max(next - clock.now(), soonestMs), () => watch.look())
    } catch (error) {
      // The rows cannot be read now: whoever waits for them must not be forgotten for that.
      logger.error(rows.failure, { error: String(error) })
      cancel = clock.after(againMs, () => watch.look())
    }
  }
  const watch: DueWatch = {
    look: () => goOn(new Set()),
    stop() {
      cancel?.()
      cancel = null
    },
  }
  return watch
}
