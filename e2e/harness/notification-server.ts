import dbus, { type MessageBus, type Variant } from 'dbus-next'
import { waitFor } from './wait-for.ts'

export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
  /** Pairs of key and label. */
  readonly actions: readonly string[]
  /** Desktop Notifications 1.2: 0 low, 1 normal, 2 critical. */
  readonly urgency: number
  readonly closed: boolean
}

/** The desktop's notifications, seen from the other side. */
export interface NotificationServer {
  /** Everything that arrived, the oldest first, with those that were closed. */
  all(): readonly ShownNotification[]
  /** The newest that is still shown and that `matches`, as soon as there is one. */
  shown(matches?: (notification: ShownNotification) => boolean): Promise<ShownNotification>
  /** What a click on the notification does. */
  click(id: number): void
  dismiss(id: number): void
}

/** What the usual daemons can do. */
const usualCapabilities = ['body', 'actions', 'body-markup', 'icon-static', 'persistence'] as const

class NotificationsInterface extends dbus.interface.Interface {
  readonly list: ShownNotification[] = []
  readonly capabilities: readonly string[]

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
    _icon: string,
    title: string,
    body: string,
    actions: string[],
    hints: Record<string, Variant>,
  ): number {
    const id = replaces === 0 ? this.list.length + 1 : replaces
    this.mark(replaces)
    this.list.push({ id, title, body, actions, urgency: Number(hints['urgency']?.value ?? 1), closed: false })
    return id
  }
  CloseNotification(id: number): void {
    this.mark(id)
    this.NotificationClosed(id, 3)
  }
  ActionInvoked(id: number, key: string): [number, string] {
    return [id, key]
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
  signals: { ActionInvoked: { signature: 'us' }, NotificationClosed: { signature: 'uu' } },
})

export async function startNotificationServer(
  bus: MessageBus,
  capabilities: readonly string[] = usualCapabilities,
): Promise<NotificationServer> {
  const server = new NotificationsInterface(capabilities)
  bus.export('/org/freedesktop/Notifications', server)
  await bus.requestName('org.freedesktop.Notifications', 0)
  return {
    all: () => server.list,
    shown: (matches = () => true) =>
      waitFor(() => server.list.findLast((notification) => !notification.closed && matches(notification)), {
        what: 'a notification',
      }),
    click(id) {
      server.ActionInvoked(id, 'default')
      server.NotificationClosed(id, 2)
    },
    dismiss: (id) => void server.NotificationClosed(id, 2),
  }
}
