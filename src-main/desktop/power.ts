import { app, powerMonitor } from 'electron'
import type { WakeReason } from '../app.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { monotonicMs, watchClock } from '../platform/watch-clock.ts'

/**
 * Tells of every return of the machine or its user, and of every change of its clock or zone. The receiver must be
 * idempotent: Electron tells of one wake-up twice on Linux, and a sleep changes the clock too. Call it after `ready`.
 */
export function watchPower(wake: (reason: WakeReason) => void, clock: Clock, logger: Logger): void {
  const wakeFor = (reason: WakeReason) => () => {
    logger.info('Woken', { reason })
    wake(reason)
  }
  powerMonitor.on('suspend', () => logger.info('The machine goes to sleep'))
  powerMonitor.on('resume', wakeFor('resume'))
  powerMonitor.on('unlock-screen', wakeFor('unlock'))
  powerMonitor.on('shutdown', () => app.quit())
  const endWatch = watchClock(clock, monotonicMs, wakeFor('clock'))
  app.on('will-quit', endWatch)
}
