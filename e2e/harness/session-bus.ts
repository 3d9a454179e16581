import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import dbus, { type MessageBus } from 'dbus-next'

/** A D-Bus session of a test's own: nothing on it but what the test puts there. */
export interface SessionBus {
  /** What `DBUS_SESSION_BUS_ADDRESS` is for the processes of the test. */
  readonly address: string
  /** A connection of its own; it ends with the bus. */
  connect(): MessageBus
  close(): Promise<void>
}

export async function startSessionBus(): Promise<SessionBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(daemon, 'exit')
  const lines = createInterface({ input: daemon.stdout })
  const [address] = (await Promise.race([
    once(lines, 'line'),
    exited.then(() => Promise.reject(new Error('dbus-daemon ended at once: is the package dbus installed?'))),
  ])) as [string]
  return {
    address,
    connect() {
      const bus = dbus.sessionBus({ busAddress: address.replace(/^unix:path=/, 'unix:socket=') })
      // The daemon may go first at the end of a test.
      bus.on('error', () => undefined)
      return bus
    },
    async close() {
      // It takes the connections along. A connection that ends itself throws at what it is still asked.
      daemon.kill()
      await exited
    },
  }
}

/** One method call on the bus; returns the values of the reply. */
export async function callBus(
  bus: MessageBus,
  target: { readonly destination: string; readonly path: string; readonly interface: string },
  member: string,
  signature = '',
  body: unknown[] = [],
): Promise<unknown[]> {
  const reply = await bus.call(new dbus.Message({ ...target, member, signature, body }))
  return reply?.body ?? []
}
