import { app } from 'electron'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'

/** The contract gives a clean end 5 s in all; the rest is for Chromium to go. */
const longestStopMs = 4_500

export interface EndingOptions {
  /** Stops what runs; also before anything was started. */
  readonly stop: () => Promise<void>
  readonly clock: Clock
  readonly logger: Logger
}

export interface Ending {
  /** Once it has, nothing new may be started or shown. */
  hasBegun(): boolean
}

/**
 * One way out for Quit, SIGTERM, SIGINT and the end of the session: stop what runs, then exit 0. What has not stopped
 * in time goes on at the next start, so the exit is never held up longer.
 */
export function prepareEnding({ stop, clock, logger }: EndingOptions): Ending {
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    clock.after(longestStopMs, () => {
      logger.warn('The end took too long; what still runs goes on at the next start')
      app.exit(0)
    })
    stop()
      .catch((error: unknown) => logger.error('The end was not clean', { error }))
      .finally(() => app.exit(0))
  }
  app.on('before-quit', (event) => {
    // Windows stay until everything is stopped: their pages may still be told.
    event.preventDefault()
    end()
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
  return { hasBegun: () => ending }
}
