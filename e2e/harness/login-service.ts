import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import dbus from 'dbus-next'
import { waitFor } from './wait-for.ts'

/** The part of systemd-logind that puts the machine to sleep, on a system bus of a test's own. */
export interface LoginService {
  /** What `DBUS_SYSTEM_BUS_ADDRESS` is for the processes of the test. */
  readonly address: string
  /** Resolves when an application listens: what was told before, nobody heard. */
  heard(): Promise<void>
  sleep(): void
  wake(): void
  close(): Promise<void>
}

class ManagerInterface extends dbus.interface.Interface {
  asked = false

  constructor() {
    super('org.freedesktop.login1.Manager')
  }
  /** Electron asks to delay a sleep right after it has asked for the signals; it asks to delay a shutdown before. */
  Inhibit(what: string): never {
    this.asked ||= what === 'sleep'
    throw new dbus.DBusError(
      'org.freedesktop.DBus.Error.NotSupported',
      'this test passes no file descriptors',
    )
  }
  PrepareForSleep(before: boolean): boolean {
    return before
  }
}

ManagerInterface.configureMembers({
  methods: { Inhibit: { inSignature: 'ssss', outSignature: 'h' } },
  signals: { PrepareForSleep: { signature: 'b' } },
})

const configuration = (socket: string): string => `<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><allow user="*"/>
  </policy>
</busconfig>
`

export async function startLoginService(): Promise<LoginService> {
  const folder = mkdtempSync(join(tmpdir(), 'dm-bus-'))
  writeFileSync(join(folder, 'bus.conf'), configuration(join(folder, 'socket')))
  const daemon = spawn(
    'dbus-daemon',
    [`--config-file=${join(folder, 'bus.conf')}`, '--nofork', '--nopidfile', '--print-address'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  await addressOf(daemon)
  const bus = dbus.sessionBus({ busAddress: `unix:socket=${join(folder, 'socket')}` })
  bus.on('error', () => undefined)
  const manager = new ManagerInterface()
  bus.export('/org/freedesktop/login1', manager)
  await bus.requestName('org.freedesktop.login1', 0)
  return {
    address: `unix:path=${join(folder, 'socket')}`,
    async heard() {
      await waitFor(() => manager.asked, { what: 'an application that listens for the sleep' })
    },
    sleep: () => void manager.PrepareForSleep(true),
    wake: () => void manager.PrepareForSleep(false),
    async close() {
      const exited = once(daemon, 'exit')
      // It takes the connection along. A connection that ends itself throws at what it is still asked.
      daemon.kill()
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The daemon prints its address once it listens. */
async function addressOf(daemon: ChildProcess): Promise<void> {
  if (daemon.stdout === null) return
  const ended = once(daemon, 'exit').then(() =>
    Promise.reject(new Error('dbus-daemon ended at once: is the package dbus installed?')),
  )
  await Promise.race([once(createInterface({ input: daemon.stdout }), 'line'), ended])
}
