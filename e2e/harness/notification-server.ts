import dbus, { type MessageBus, type Variant } from 'dbus-next'
import { waitFor } from './wait-for.ts'

export interface ShownNotification {
  readonly id: number
  /** The id of the one that it replaced; 0: none. */
  readonly replaces: number
  readonly title: string
  /** As it arrived: where markup is escaped, it still is. */
  readonly body: string
  readonly icon: string
  /** Pairs of key and label. */
  readonly actions: readonly string[]
  /** The labels of the buttons, in their order. */
  readonly buttons: readonly string[]
  /** What the empty reply field says; `null`: there is no field. */
  readonly field: string | null
  /** Desktop Notifications 1.2: 0 low, 1 normal, 2 critical. */
  readonly urgency: number
  readonly hints: Readonly<Record<string, unknown>>
  /** Milliseconds; 0: never, -1: as the desktop likes. */
  readonly timeout: number
  readonly closed: boolean
}

/** The desktop's notifications, seen from the other side. */
export interface NotificationServer {
  /** Everything that arrived, the oldest first, with those that were closed. */
  all(): readonly ShownNotification[]
  /** Those that are on the screen now, the oldest first. */
  open(): readonly ShownNotification[]
  /** The newest that is still shown and that `matches`, as soon as there is one. */
  shown(matches?: (notification: ShownNotification) => boolean): Promise<ShownNotification>
  /** Resolves when nothing is shown that `matches`. */
  gone(matches?: (notification: ShownNotification) => boolean): Promise<void>
  /** What a click on the notification does. */
  click(id: number): void
  /** What a press on the button with this label does, said `times` times. Throws where there is no such button. */
  press(id: number, label: string, times?: number): void
  /** Presses the button in the moment in which the notification is taken away, by a hand that is a little too late. */
  pressAsItGoes(id: number, label: string): void
  /** What sending the reply field with this text does, said `times` times. Throws where there is no such field. */
  reply(id: number, text: string, times?: number): void
  dismiss(id: number): void
}

/** What the usual daemons can do. */
const usualCapabilities = ['body', 'actions', 'body-markup', 'icon-static', 'persistence'] as const
/** What those can do that have a field to reply in. */
export const replyingCapabilities = [...usualCapabilities, 'inline-reply'] as const

/** Keys of actions that are no button. */
const unseenActions = new Set(['default', 'inline-reply'])

class NotificationsInterface extends dbus.interface.Interface {
  readonly list: ShownNotification[] = []
  readonly capabilities: readonly string[]
  /** The key that is pressed as the notification with this id is taken away. */
  readonly latePresses = new Map<number, string>()
  private lastId = 0

  constructor(capabilities: readonly string[]) {
    super('org.freedesktop.Notifications')
    this.capabilities = capabilities
  }
  GetCapabilities(): readonly string[] {
    return this.capabilities
  }
  GetServerInformation(): readonly string[] {
    return ['test desktop', 'dormouse', '1.0', '1.2']
  }
  Notify(
    _app: string,
    replaces: number,
    icon: string,
    title: string,
    body: string,
    actions: string[],
    variants: Record<string, Variant>,
    timeout: number,
  ): number {
    const id = replaces === 0 ? ++this.lastId : replaces
    this.mark(replaces)
    const hints = Object.fromEntries(Object.entries(variants).map(([name, { value }]) => [name, value]))
    this.list.push({
      id,
      replaces,
      title,
      body,
      icon,
      actions,
      buttons: actions.filter((_, at) => at % 2 === 1 && !unseenActions.has(actions[at - 1] ?? '')),
      field: actions.includes('inline-reply') ? String(hints['x-kde-reply-placeholder-text'] ?? '') : null,
      urgency: Number(hints['urgency'] ?? 1),
      hints,
      timeout,
      closed: false,
    })
    return id
  }
  CloseNotification(id: number): void {
    const pressed = this.latePresses.get(id)
    this.latePresses.delete(id)
    if (pressed !== undefined) this.ActionInvoked(id, pressed)
    // As daemons do: what is not shown any more is not closed again.
    if (this.list.some((shown) => shown.id === id && !shown.closed)) this.NotificationClosed(id, 3)
  }
  ActionInvoked(id: number, key: string): [number, string] {
    return [id, key]
  }
  NotificationReplied(id: number, text: string): [number, string] {
    return [id, text]
  }
  NotificationClosed(id: number, reason: number): [number, number] {
    this.mark(id)
    return [id, reason]
  }
  private mark(id: number): void {
    const index = this.list.findLastIndex((notification) => notification.id === id)
    const notification = this.list[index]
    if (notification !== undefined) this.list[index] = { ...notification, closed: true }
  }
}

NotificationsInterface.configureMembers({
  methods: {
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
  signals: {
    ActionInvoked: { signature: 'us' },
    NotificationReplied: { signature: 'us' },
    NotificationClosed: { signature: 'uu' },
  },
})

export async function startNotificationServer(
  bus: MessageBus,
  capabilities: readonly string[] = usualCapabilities,
): Promise<NotificationServer> {
  const server = new NotificationsInterface(capabilities)
  bus.export('/org/freedesktop/Notifications', server)
  await bus.requestName('org.freedesktop.Notifications', 0)

  const open = (): ShownNotification[] => server.list.filter((notification) => !notification.closed)
  /** What arrived last under this id. */
  const latest = (id: number): ShownNotification => {
    const found = server.list.findLast((notification) => notification.id === id)
    if (found === undefined) throw new Error(`There was no notification ${id}`)
    return found
  }
  const keyOf = (id: number, label: string): string => {
    const { actions } = latest(id)
    const key = actions.find((_, at) => at % 2 === 0 && actions[at + 1] === label)
    if (key === undefined) throw new Error(`The notification has no button "${label}"`)
    return key
  }
  const again = (times: number, tell: () => void): void => {
    for (let time = 0; time < times; time += 1) tell()
  }
  return {
    all: () => server.list,
    open,
    shown: (matches = () => true) => waitFor(() => open().findLast(matches), { what: 'a notification' }),
    async gone(matches = () => true) {
      await waitFor(() => !open().some(matches), { what: 'the end of a notification' })
    },
    click(id) {
      server.ActionInvoked(id, 'default')
      server.NotificationClosed(id, 2)
    },
    press(id, label, times = 1) {
      const key = keyOf(id, label)
      again(times, () => server.ActionInvoked(id, key))
      server.NotificationClosed(id, 2)
    },
    pressAsItGoes: (id, label) => void server.latePresses.set(id, keyOf(id, label)),
    reply(id, text, times = 1) {
      if (latest(id).field === null) throw new Error('The notification has no reply field')
      again(times, () => server.NotificationReplied(id, text))
      server.NotificationClosed(id, 2)
    },
    dismiss: (id) => void server.NotificationClosed(id, 2),
  }
}
