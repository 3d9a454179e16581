import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { readJsonFile } from './read-json-file.ts'
import { writePrivateFile } from './write-private-file.ts'

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})
/** Where a window is, in device-independent pixels of the whole desktop. */
export type WindowBounds = z.infer<typeof boundsSchema>

const fileSchema = z.record(z.string(), boundsSchema)
const settleMs = 500

export interface WindowBoundsFile {
  recall(window: string): WindowBounds | null
  /** Saved when the window has been left alone for half a second. */
  remember(window: string, bounds: WindowBounds): void
  /** Saves at once what is not saved yet. */
  flush(): void
}

/** Size and position of each window, in a file of the desktop's own. A place that cannot be saved is only logged. */
export function createWindowBoundsFile(path: string, clock: Clock, logger: Logger): WindowBoundsFile {
  const known = new Map(Object.entries(readJsonFile(path, fileSchema, logger) ?? {}))
  let cancel: (() => void) | null = null
  const flush = (): void => {
    if (cancel === null) return
    cancel()
    cancel = null
    try {
      writePrivateFile(path, `${JSON.stringify(Object.fromEntries(known))}\n`)
    } catch (error) {
      logger.warn('The place of a window could not be saved', { error })
    }
  }
  return {
    recall: (window) => known.get(window) ?? null,
    remember(window, bounds) {
      known.set(window, bounds)
      cancel?.()
      cancel = clock.after(settleMs, flush)
    },
    flush,
  }
}
