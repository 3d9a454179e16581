import type dbusNext from 'dbus-next'
import type { Clock } from '../platform/clock.ts'
import { withinTime } from './time-limit.ts'

export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

export interface BusSignal {
  /** The unique name of who sent it: the bus itself vouches for it. */
  readonly sender: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly body: readonly unknown[]
}

export interface BusReply {
  readonly sender: string
  readonly body: readonly unknown[]
}

/** A connection to the session's D-Bus. */
export interface SessionBus {
  /** Rejects when the other side refuses or the connection is lost; waits for an answer as long as that takes. */
  call(call: BusCall): Promise<BusReply>
  /** Asks the bus itself. */
  ask(member: string, ...body: readonly string[]): Promise<unknown>
  /** The unique name of the connection that has this name; `null`: nobody has it. */
  ownerOf(name: string): Promise<string | null>
  /** Hears every signal that reaches this connection: what `listen` asked for, and what anybody sends to it. */
  onSignal(listener: (signal: BusSignal) => void): void
  /** Asks for the signals that a match rule of D-Bus selects. */
  listen(rule: string): Promise<void>
  /** Called once if the connection ends by itself. */
  onLost(listener: () => void): void
  close(): void
}

/** The bus under its own name. */
export const busName = 'org.freedesktop.DBus'

const connectMs = 5_000

/** What the bus or a service on it has to say against a call; `name` is an error name of D-Bus, and no text of ours. */
export class BusError extends Error {
  override readonly name: string

  constructor(name: string, options?: ErrorOptions) {
    super(name, options)
    this.name = name
  }
}

/** Where the session's bus listens; `undefined`: this session has none. */
export function sessionBusAddress(env: NodeJS.ProcessEnv): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = env
  if (address) return address
  return folder ? `unix:path=${folder}/bus` : undefined
}

/**
 * Connects to the bus at this address. Rejects with a `BusError` if there is none or it does not answer in time. The
 * library is loaded by the first call only.
 */
export async function connectSessionBus(address: string | undefined, clock: Clock): Promise<SessionBus> {
  if (!address) throw new BusError('no session bus')
  const { default: dbus } = await import('dbus-next')
  const bus = open(dbus, address)
  let isEnded = false
  let tellLost = (): void => undefined
  const lost = new Promise<never>((_, reject) => {
    bus.on('error', (cause: unknown) => {
      if (isEnded) return
      isEnded = true
      reject(new BusError('the session bus is gone', { cause }))
      tellLost()
      bus.disconnect()
    })
  })
  lost.catch(() => undefined)
  const connected = new Promise<void>((resolve) => void bus.on('connect', resolve))
  try {
    const late = new BusError('the session bus does not answer')
    await withinTime(clock, connectMs, Promise.race([connected, lost]), late)
  } catch (error) {
    if (!isEnded) bus.disconnect()
    isEnded = true
    throw error
  }

  const call = async (wanted: BusCall): Promise<BusReply> => {
    if (isEnded) throw new BusError('the session bus is gone')
    try {
      const { body = [], ...rest } = wanted
      const reply = await Promise.race([bus.call(new dbus.Message({ ...rest, body: [...body] })), lost])
      return { sender: reply?.sender ?? '', body: reply?.body ?? [] }
    } catch (error) {
      // The text of a refusal may repeat what was sent; its name does not.
      throw error instanceof dbus.DBusError ? new BusError(error.type) : error
    }
  }
  const ask: SessionBus['ask'] = async (member, ...body) => {
    const target = { destination: busName, path: '/org/freedesktop/DBus', interface: busName }
    const reply = await call({ ...target, member, signature: 's'.repeat(body.length), body })
    return reply.body[0]
  }
  return {
    call,
    ask,
    async ownerOf(name) {
      try {
        const owner = await ask('GetNameOwner', name)
        return typeof owner === 'string' ? owner : null
      } catch (error) {
        if (error instanceof BusError && error.name.endsWith('.NameHasNoOwner')) return null
        throw error
      }
    },
    onSignal(listener) {
      bus.on('message', ({ type, sender, path, interface: from, member, body }) => {
        if (type === dbus.MessageType.SIGNAL) listener({ sender, path, interface: from, member, body })
      })
    },
    async listen(rule) {
      await ask('AddMatch', rule)
    },
    onLost: (listener) => void (tellLost = listener),
    close() {
      if (!isEnded) bus.disconnect()
      isEnded = true
    },
  }
}

function open(dbus: typeof dbusNext, address: string): dbusNext.MessageBus {
  try {
    // The library wants a native module for abstract sockets; Node opens them itself under this spelling.
    const busAddress = address
      .replace(/(^|;)unix:path=/g, '$1unix:socket=')
      .replace(/(^|;)unix:abstract=/g, '$1unix:socket=\0')
    return dbus.sessionBus({ busAddress })
  } catch (cause) {
    throw new BusError('no session bus', { cause })
  }
}
