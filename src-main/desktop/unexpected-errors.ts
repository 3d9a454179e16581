import type { Logger } from '../platform/logger.ts'

/**
 * Logs what nobody caught and goes on. Every durable change is one transaction, so the rows are whole whatever was cut
 * short, and ending here would cut short everything else that runs.
 */
export function logUnexpectedErrors(logger: Logger): void {
  process.on('uncaughtException', (error) => logger.error('An error was not caught', { error }))
  process.on('unhandledRejection', (error) => logger.error('A rejection was not handled', { error }))
  // The reader of our output may be gone; nothing is wrong then.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
}
