import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Logger } from '../platform/logger.ts'
import { redact } from './redact.ts'

const largestBytes = 2 * 1024 * 1024

type Detail = Readonly<Record<string, unknown>>

/**
 * Writes `logs/main.log` of the data folder (2 MiB, then it becomes `main.old.log`), readable by its owner only.
 * Standard output stays free for the ready line; errors are repeated on standard error.
 */
export function createLogFile(dataDir: string): Logger {
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const log = electronLog.create({ logId: 'main' })
  log.transports.console.level = false
  // Otherwise it looks for a package.json from the working directory on, and without one writes nothing.
  log.transports.file.setAppName('Dormouse')
  log.transports.file.resolvePathFn = () => join(folder, 'main.log')
  log.transports.file.maxSize = largestBytes
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  log.transports.file.format = '{iso} {level} {text}'
  return {
    info: (message, detail) => log.info(line(message, detail)),
    warn: (message, detail) => log.warn(line(message, detail)),
    error(message, detail) {
      const text = line(message, detail)
      log.error(text)
      process.stderr.write(`dormouse: ${text}\n`)
    },
  }
}

function line(message: string, detail: Detail | undefined): string {
  return detail === undefined ? redact(message) : `${redact(message)} ${JSON.stringify(redact(detail))}`
}
