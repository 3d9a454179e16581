import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Logger } from '../../platform/logger.ts'

/** The icon's name where a package has installed it. */
const themeIcon = 'dormouse'

/**
 * The picture as other programs can read it, by its address. Only this process can look into the archive of a packaged
 * application, so the file is copied out of it, once.
 */
export function notificationIcon(icon: string, dataDir: string, logger: Logger): () => Promise<string> {
  let address: Promise<string> | null = null
  const make = async (): Promise<string> => {
    if (!icon.includes('.asar')) return pathToFileURL(icon).href
    try {
      const copy = join(dataDir, 'notification-icon.png')
      await writeFile(copy, await readFile(icon), { mode: 0o600 })
      return pathToFileURL(copy).href
    } catch (error) {
      logger.warn('The icon of notifications could not be copied', { error })
      return themeIcon
    }
  }
  return () => (address ??= make())
}
