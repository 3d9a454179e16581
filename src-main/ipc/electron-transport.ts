import { ipcMain, type WebContents } from 'electron'
import { z } from 'zod'
import { channels } from '../../src-shared/ipc/bridge.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import type { Clock } from '../platform/clock.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { Logger } from '../platform/logger.ts'
import { coalesceDeltas } from './coalesce-deltas.ts'
import type { Router } from './router.ts'
import { isTrustedSender } from './trusted-sender.ts'

export interface ElectronTransportOptions {
  readonly router: Router
  readonly events: EventBus
  readonly clock: Clock
  readonly logger: Logger
  /** The contents of our windows, at this moment. */
  readonly windows: () => readonly WebContents[]
  readonly isOurs: (url: string) => boolean
}

const callSchema = z.object({ route: z.string(), input: z.unknown() })

/** Connects the windows: their calls to the router, the events of this process to all of them. Returns the end of it. */
export function startElectronTransport(options: ElectronTransportOptions): () => void {
  const { router, events, clock, logger, windows } = options

  ipcMain.handle(channels.call, async (event, payload: unknown): Promise<Result<unknown>> => {
    if (!isTrustedSender(event, options)) {
      logger.warn('A call from a page that is not ours was refused')
      return refusal('This page may not call Dormouse.')
    }
    const call = callSchema.safeParse(payload)
    if (!call.success) return refusal('A call has a route and an input.')
    try {
      return await router.call(call.data.route, call.data.input, { via: 'window' })
    } catch (error) {
      logger.error('The router threw', { route: call.data.route, error })
      return {
        ok: false,
        error: { code: 'internal', message: 'Something went wrong. Its cause is in the log.' },
      }
    }
  })

  const broadcast = (event: AppEvent): void => {
    for (const contents of windows()) {
      if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(channels.event, event)
    }
  }
  const coalescer = coalesceDeltas(clock, broadcast)
  const unsubscribe = events.subscribe((event) => {
    // With no window there is nobody to hold anything back for.
    if (windows().length === 0) coalescer.discard()
    else coalescer.accept(event)
  })
  return () => {
    ipcMain.removeHandler(channels.call)
    unsubscribe()
    coalescer.discard()
  }
}

function refusal(message: string): Result<never> {
  return { ok: false, error: { code: 'bad_input', message } }
}
