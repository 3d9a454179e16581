import { app, powerMonitor } from 'electron'
import type { WakeReason } from '../app.ts'
import type { Logger } from '../platform/logger.ts'

/**
 * Tells of every return of the machine or its user. The receiver must be idempotent: Electron tells of one wake-up
 * twice on Linux. Call it after `ready`.
 */
export function watchPower(wake: (reason: WakeReason) => void, logger: Logger): void {
  const wakeFor = (reason: WakeReason) => () => {
    logger.info('Woken', { reason })
    wake(reason)
  }
  powerMonitor.on('suspend', () => logger.info('The machine goes to sleep'))
  powerMonitor.on('resume', wakeFor('resume'))
  powerMonitor.on('unlock-screen', wakeFor('unlock'))
  powerMonitor.on('shutdown', () => app.quit())
}
