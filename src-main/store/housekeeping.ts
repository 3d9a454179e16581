import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Backups } from './backup.ts'

const firstMs = 60_000
const everyMs = 3_600_000

/** Once an hour, and first when a start has settled: the daily backup when it is due, and old rows that are forgotten. */
export function createHousekeeping(parts: {
  readonly clock: Clock
  readonly logger: Logger
  readonly backups: Backups
  readonly prune: () => void
  /** Told once in a row of failures, with what to do. */
  readonly onFailure: (message: string) => void
}): { start(): void; stop(): void } {
  const { clock, logger, backups, prune, onFailure } = parts
  let failing = false
  let cancel: (() => void) | null = null

  const round = (): void => {
    cancel = clock.after(everyMs, round)
    try {
      prune()
    } catch (error) {
      logger.warn('old rows could not be removed', { error: String(error) })
    }
    if (!backups.due(clock.now())) return
    backups.make().then(
      () => (failing = false),
      (error: unknown) => {
        logger.warn('the daily backup failed', { error: String(error) })
        if (cancel === null || failing) return
        failing = true
        onFailure(error instanceof Error ? error.message : 'The reason is in the log.')
      },
    )
  }

  return {
    start() {
      cancel = clock.after(firstMs, round)
    },
    stop() {
      cancel?.()
      cancel = null
    },
  }
}
