import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { busName, connectSessionBus, type SessionBus } from './session-bus.ts'
import { withinTime } from './time-limit.ts'

/** Whether this session's panel shows tray icons, and when one that does appears. */
export interface StatusNotifierWatch {
  /** Whether a watcher is there now; `false` also without a session bus. */
  isThere(): Promise<boolean>
  close(): void
}

const watcher = 'org.kde.StatusNotifierWatcher'
const answerMs = 5_000

/**
 * Watches the session bus for the StatusNotifierWatcher. `onAppear` is called each time one appears after this call: a
 * tray icon that was made before never registers with it. A session without a bus is no error.
 */
export function watchStatusNotifier(
  address: string | undefined,
  onAppear: () => void,
  clock: Clock,
  logger: Logger,
): StatusNotifierWatch {
  let isClosed = false
  const connect = async (): Promise<SessionBus | null> => {
    try {
      const bus = await connectSessionBus(address, clock)
      bus.onLost(() => logger.info('The session bus is no longer watched for a tray'))
      if (isClosed) {
        bus.close()
        return null
      }
      bus.onSignal(({ sender, member, body: [name, , owner] }) => {
        const isOwner = sender === busName && member === 'NameOwnerChanged' && name === watcher
        if (isOwner && owner !== '') onAppear()
      })
      await bus.listen(
        `type='signal',sender='${busName}',interface='${busName}',member='NameOwnerChanged',arg0='${watcher}'`,
      )
      return bus
    } catch (error) {
      logger.info('The session bus cannot be watched for a tray', { error })
      return null
    }
  }
  const connecting = connect()
  const isThere = async (): Promise<boolean> => {
    const bus = await connecting
    return bus !== null && (await bus.ownerOf(watcher)) !== null
  }
  return {
    isThere: () =>
      withinTime(clock, answerMs, isThere(), new Error('the session bus does not answer')).catch(() => false),
    close() {
      isClosed = true
      void connecting.then((bus) => bus?.close())
    },
  }
}
