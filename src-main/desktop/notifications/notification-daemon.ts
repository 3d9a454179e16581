import type { Clock } from '../../platform/clock.ts'
import { BusError, type BusReply, busName, type BusSignal, connectSessionBus } from '../session-bus.ts'
import { withinTime } from '../time-limit.ts'
import type { NotificationMessage } from './notification-message.ts'

/** What the desktop says of its notifications. Ids are those of the daemon that gave them; `changed` ends them all. */
export type DaemonEvent =
  | { readonly kind: 'pressed'; readonly id: number; readonly key: string }
  | { readonly kind: 'replied'; readonly id: number; readonly text: string }
  | { readonly kind: 'closed'; readonly id: number }
  /** Another daemon shows notifications from now on, or none does. */
  | { readonly kind: 'changed'; readonly isThere: boolean }
  | { readonly kind: 'lost' }

/** Who shows notifications on this desktop, over one connection to the session's bus. */
export interface NotificationDaemon {
  /** What it can do, in the words of Desktop Notifications 1.2. Rejects with a `BusError` where nobody answers in time. */
  capabilities(): Promise<ReadonlySet<string>>
  /**
   * Its id for what it shows now; `replaces` 0: nothing. Waits as long as the daemon takes, rejects with a `BusError`.
   * After `changed` the id means nothing any more.
   */
  notify(message: NotificationMessage, replaces: number): Promise<number>
  /** Resolves when the daemon has heard it, and also where nobody listens. */
  closeNotification(id: number): Promise<void>
  disconnect(): void
}

const service = 'org.freedesktop.Notifications'
const target = { destination: service, path: '/org/freedesktop/Notifications', interface: service }

/** For how long an answer to what takes no time is waited for; a daemon that is started by the call needs a moment. */
const answerMs = 5_000

/** Connects to the session's bus. Rejects with a `BusError` where there is none; a daemon need not be there yet. */
export async function connectNotificationDaemon(
  options: {
    readonly address: string | undefined
    readonly icon: () => Promise<string>
    readonly clock: Clock
  },
  onEvent: (event: DaemonEvent) => void,
): Promise<NotificationDaemon> {
  const { address, icon, clock } = options
  const { default: dbus } = await import('dbus-next')
  const bus = await connectSessionBus(address, clock)
  let owner: string | null = null
  let changes = 0
  let known: ReadonlySet<string> | null = null

  const soon = (reply: Promise<BusReply>): Promise<BusReply> =>
    withinTime(clock, answerMs, reply, new BusError('the notification daemon does not answer'))

  const hear = ({ sender, path, interface: from, member, body }: BusSignal): void => {
    if (sender === busName && from === busName && member === 'NameOwnerChanged') {
      const [name, , next] = body
      if (name !== service || typeof next !== 'string') return
      owner = next === '' ? null : next
      changes += 1
      known = null
      onEvent({ kind: 'changed', isThere: owner !== null })
      return
    }
    // Anybody on the bus can send a signal to anybody: only the daemon of now is believed.
    if (owner === null || sender !== owner || from !== service || path !== target.path) return
    const [id, detail] = body
    if (typeof id !== 'number') return
    if (member === 'NotificationClosed') onEvent({ kind: 'closed', id })
    if (typeof detail !== 'string') return
    if (member === 'ActionInvoked') onEvent({ kind: 'pressed', id, key: detail })
    if (member === 'NotificationReplied') onEvent({ kind: 'replied', id, text: detail })
  }
  bus.onLost(() => onEvent({ kind: 'lost' }))
  try {
    const rules = [
      `type='signal',sender='${busName}',interface='${busName}',member='NameOwnerChanged',arg0='${service}'`,
      `type='signal',sender='${service}',interface='${service}',path='${target.path}'`,
    ]
    bus.onSignal(hear)
    await Promise.all(rules.map((rule) => bus.listen(rule)))
    const first = await bus.ownerOf(service)
    if (changes === 0) owner = first
  } catch (error) {
    bus.close()
    throw error
  }

  return {
    async capabilities() {
      if (known !== null) return known
      const { sender, body } = await soon(bus.call({ ...target, member: 'GetCapabilities' }))
      const [names] = body
      const found = new Set(Array.isArray(names) ? names.map(String) : [])
      if (sender === owner) known = found
      return found
    },
    async notify({ summary, body, actions, hints, timeout }, replaces) {
      const variants = Object.fromEntries(
        Object.entries(hints).map(([name, [signature, value]]) => [name, new dbus.Variant(signature, value)]),
      )
      const reply = await bus.call({
        ...target,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: ['Dormouse', replaces, await icon(), summary, body, [...actions], variants, timeout],
      })
      const [id] = reply.body
      if (typeof id !== 'number') throw new BusError('the notification daemon gave no id')
      if (reply.sender !== owner) throw new BusError('the notification daemon has changed')
      return id
    },
    async closeNotification(id) {
      const heard = soon(bus.call({ ...target, member: 'CloseNotification', signature: 'u', body: [id] }))
      await heard.catch(() => undefined)
    },
    disconnect: () => bus.close(),
  }
}
