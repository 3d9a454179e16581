import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import dbus, { type Message, type MessageBus, type Variant } from 'dbus-next'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { createTestClock, type TestClock } from '../../testing/test-clock.ts'
import { sessionBusAddress } from '../session-bus.ts'
import {
  connectNotificationDaemon,
  type DaemonEvent,
  type NotificationDaemon,
} from './notification-daemon.ts'
import type { NotificationMessage } from './notification-message.ts'

const hasBus = process.platform === 'linux' && spawnSync('dbus-daemon', ['--version']).status === 0
const service = 'org.freedesktop.Notifications'
const path = '/org/freedesktop/Notifications'
const message: NotificationMessage = {
  summary: 'Report needs you',
  body: 'Go on? 🐭',
  actions: ['default', 'Open', '1.0', 'Yes'],
  hints: { urgency: ['y', 2], 'desktop-entry': ['s', 'dormouse'] },
  timeout: 0,
}

/** A program on the bus that says it shows notifications. */
interface Server {
  readonly bus: MessageBus
  readonly calls: Message[]
  /** Sends a signal, to everybody or to one connection. */
  signal(member: string, signature: string, body: unknown[], to?: string): void
  leave(): Promise<void>
}

describe.skipIf(!hasBus)('over a bus of its own', () => {
  let folder: string
  let child: ChildProcess
  let address: string
  let buses: MessageBus[]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dm-bus-'))
    child = spawn(
      'dbus-daemon',
      ['--session', '--nofork', '--nopidfile', '--print-address', `--address=unix:dir=${folder}`],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    if (child.stdout === null) throw new Error('dbus-daemon has no output')
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    address = line
  })
  afterAll(async () => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })

  let clock: TestClock
  let events: DaemonEvent[]
  let heard: (event: DaemonEvent) => void
  let daemon: NotificationDaemon
  beforeEach(async () => {
    buses = []
    clock = createTestClock(0)
    events = []
    heard = () => undefined
    daemon = await connectNotificationDaemon(
      { address, icon: () => Promise.resolve('file:///icon.png'), clock },
      (event) => {
        events.push(event)
        heard(event)
      },
    )
  })
  afterEach(() => {
    daemon.disconnect()
    for (const bus of buses) bus.disconnect()
  })

  const next = (kind: DaemonEvent['kind']): Promise<DaemonEvent> =>
    new Promise((resolve) => {
      const found = events.find((event) => event.kind === kind)
      if (found) resolve(found)
      heard = (event) => {
        if (event.kind === kind) resolve(event)
      }
    })

  async function connect(): Promise<MessageBus> {
    const bus = dbus.sessionBus({ busAddress: address.replace('unix:path=', 'unix:socket=') })
    bus.on('error', () => undefined)
    buses.push(bus)
    await new Promise<void>((resolve) => void bus.on('connect', resolve))
    return bus
  }
  async function serve(isSilent = false): Promise<Server> {
    const bus = await connect()
    const calls: Message[] = []
    bus.addMethodHandler((call: Message) => {
      if (call.interface !== service) return false
      calls.push(call)
      if (isSilent) return true
      const { Message: Reply } = dbus
      if (call.member === 'GetCapabilities')
        bus.send(Reply.newMethodReturn(call, 'as', [['body', 'actions']]))
      else if (call.member === 'Notify') bus.send(Reply.newMethodReturn(call, 'u', [calls.length]))
      else bus.send(Reply.newMethodReturn(call))
      return true
    })
    await bus.requestName(service, dbus.NameFlag.REPLACE_EXISTING)
    return {
      bus,
      calls,
      signal(member, signature, body, to) {
        const signal = dbus.Message.newSignal(path, service, member, signature, body)
        if (to !== undefined) signal.destination = to
        bus.send(signal)
      },
      async leave() {
        await bus.releaseName(service)
      },
    }
  }

  test('a notification arrives as it was meant, and the daemon says what it can do', async () => {
    const server = await serve()
    expect([...(await daemon.capabilities())]).toEqual(['body', 'actions'])
    expect(await daemon.notify(message, 4)).toBe(2)
    const [name, replaces, icon, summary, body, actions, hints, timeout] = server.calls[1]?.body ?? []
    expect([name, replaces, icon, summary, body, actions, timeout]).toEqual([
      'Dormouse',
      4,
      'file:///icon.png',
      'Report needs you',
      'Go on? 🐭',
      ['default', 'Open', '1.0', 'Yes'],
      0,
    ])
    const plain = Object.entries(hints as Record<string, Variant>).map(([key, { signature, value }]) => [
      key,
      signature,
      value,
    ])
    expect(plain).toEqual([
      ['urgency', 'y', 2],
      ['desktop-entry', 's', 'dormouse'],
    ])
    await daemon.closeNotification(2)
    expect(server.calls.at(-1)).toMatchObject({ member: 'CloseNotification', body: [2] })
  })

  test('what the daemon tells is heard, also when it tells this connection only', async () => {
    const server = await serve()
    await daemon.notify(message, 0)
    server.signal('ActionInvoked', 'us', [1, '1.0'])
    server.signal('NotificationReplied', 'us', [1, 'Plums'], server.calls[0]?.sender)
    server.signal('NotificationClosed', 'uu', [1, 2])
    await next('closed')
    expect(events.filter(({ kind }) => kind !== 'changed')).toEqual([
      { kind: 'pressed', id: 1, key: '1.0' },
      { kind: 'replied', id: 1, text: 'Plums' },
      { kind: 'closed', id: 1 },
    ])
  })

  test('nobody but the daemon of now is believed', async () => {
    const server = await serve()
    await daemon.notify(message, 0)
    const us = server.calls[0]?.sender ?? ''
    const stranger = await connect()
    await stranger.requestName('org.example.Stranger', 0)
    const owner = 'org.freedesktop.DBus'
    const busPath = '/org/freedesktop/DBus'
    const asked = new dbus.Message({
      destination: owner,
      path: busPath,
      interface: owner,
      member: 'GetNameOwner',
      signature: 's',
      body: ['org.example.Stranger'],
    })
    const [name] = (await stranger.call(asked))?.body ?? []
    const lie = dbus.Message.newSignal(busPath, owner, 'NameOwnerChanged', 'sss', [service, '', name])
    lie.destination = us
    stranger.send(lie)
    for (const to of [undefined, us]) {
      const forged = dbus.Message.newSignal(path, service, 'NotificationReplied', 'us', [1, 'forged'])
      if (to !== undefined) forged.destination = to
      stranger.send(forged)
    }
    // The bus has passed everything on once it has answered what came after it.
    await stranger.releaseName('org.example.Stranger')
    await server.leave()
    server.signal('NotificationReplied', 'us', [1, 'from the one before'], us)
    await serve()
    await daemon.notify(message, 0)
    expect(events.filter(({ kind }) => kind !== 'changed')).toEqual([])
  })

  test('a daemon that goes and one that comes are told of', async () => {
    const server = await serve()
    await next('changed')
    events = []
    await server.leave()
    expect(await next('changed')).toEqual({ kind: 'changed', isThere: false })
    await expect(daemon.capabilities()).rejects.toThrow('ServiceUnknown')
    events = []
    await serve()
    expect(await next('changed')).toEqual({ kind: 'changed', isThere: true })
    expect((await daemon.capabilities()).has('actions')).toBe(true)
  })

  test('a daemon that answers nothing is not waited for', async () => {
    const server = await serve(true)
    const asked = daemon.capabilities().catch((error: unknown) => String(error))
    const closed = daemon.closeNotification(1)
    clock.advance(5_000)
    expect(await asked).toContain('does not answer')
    await closed
    await server.leave()
  })

  test('a bus that is not there, or is none, is said', async () => {
    const icon = (): Promise<string> => Promise.resolve('')
    for (const wrong of [undefined, '', 'disabled:', 'nonsense', `unix:path=${folder}/none`]) {
      const options = { address: wrong, icon, clock: systemClock }
      await expect(connectNotificationDaemon(options, () => undefined)).rejects.toThrow('session bus')
    }
  })

  test('a bus that ends is told of at the latest by the next call', async () => {
    await serve()
    await next('changed')
    child.kill()
    await once(child, 'exit')
    await expect(daemon.notify(message, 0)).rejects.toThrow('the session bus is gone')
    await next('lost')
  })
})

test('a session without an address has its bus in the runtime folder', () => {
  expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x', XDG_RUNTIME_DIR: '/run' })).toBe(
    'unix:path=/x',
  )
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('unix:path=/run/user/1/bus')
  expect(sessionBusAddress({})).toBeUndefined()
})
