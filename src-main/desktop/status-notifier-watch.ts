import dbus, { type MessageBus } from 'dbus-next'
import type { Logger } from '../platform/logger.ts'

/** Whether this session's panel shows tray icons, and when one that does appears. */
export interface StatusNotifierWatch {
  /** Whether a watcher is there now; `false` also without a session bus. */
  isThere(): Promise<boolean>
  close(): void
}

const watcher = 'org.kde.StatusNotifierWatcher'
const busName = 'org.freedesktop.DBus'

/**
 * Watches the session bus for the StatusNotifierWatcher. `onAppear` is called each time one appears after this call: a
 * tray icon that was made before never registers with it. A session without a bus is no error.
 */
export function watchStatusNotifier(
  address: string | undefined,
  onAppear: () => void,
  logger: Logger,
): StatusNotifierWatch {
  const bus = connect(address, logger)
  if (bus === null) return { isThere: () => Promise.resolve(false), close: () => undefined }
  let gone = false
  const lost = new Promise<false>((resolve) => {
    bus.on('error', (error: unknown) => {
      if (!gone) logger.info('The session bus cannot be watched for a tray', { error })
      gone = true
      resolve(false)
    })
  })
  bus.on('message', (message) => {
    if (message.member !== 'NameOwnerChanged' || message.interface !== busName) return
    const [name, , owner] = message.body as readonly unknown[]
    if (name === watcher && owner !== '') onAppear()
  })
  const listening = ask(bus, 'AddMatch', [
    `type='signal',sender='${busName}',interface='${busName}',member='NameOwnerChanged',arg0='${watcher}'`,
  ])
  const isThere = async (): Promise<boolean> => {
    if (gone) return false
    try {
      await listening
      return (await ask(bus, 'NameHasOwner', [watcher])) === true
    } catch {
      return false
    }
  }
  listening.catch(() => undefined)
  return {
    isThere: () => Promise.race([isThere(), lost]),
    close() {
      if (!gone) bus.disconnect()
      gone = true
    },
  }
}

function connect(address: string | undefined, logger: Logger): MessageBus | null {
  if (!address) return null
  try {
    // The library wants a native module for abstract sockets; Node opens them itself under this spelling.
    const busAddress = address
      .replace(/(^|;)unix:path=/g, '$1unix:socket=')
      .replace(/(^|;)unix:abstract=/g, '$1unix:socket=\0')
    return dbus.sessionBus({ busAddress })
  } catch (error) {
    logger.info('The session bus cannot be watched for a tray', { error })
    return null
  }
}

async function ask(bus: MessageBus, member: string, body: readonly string[]): Promise<unknown> {
  const reply = await bus.call(
    new dbus.Message({
      destination: busName,
      path: '/org/freedesktop/DBus',
      interface: busName,
      member,
      signature: 's'.repeat(body.length),
      body: [...body],
    }),
  )
  return reply?.body[0]
}
