import dbus, { type MessageBus } from 'dbus-next'
import { type TrayItem, trayItem } from './tray-item.ts'
import { waitFor } from './wait-for.ts'

/** The panel that shows tray icons. */
export interface StatusNotifierHost {
  /** The newest icon that registered, as soon as there is one. */
  item(): Promise<TrayItem>
  /** How many icons have registered so far. */
  registrations(): number
}

class WatcherInterface extends dbus.interface.Interface {
  readonly items: string[] = []

  constructor() {
    super('org.kde.StatusNotifierWatcher')
  }
  RegisterStatusNotifierItem(service: string): void {
    this.items.push(service)
    this.StatusNotifierItemRegistered(service)
  }
  RegisterStatusNotifierHost(_service: string): void {
    this.StatusNotifierHostRegistered()
  }
  get RegisteredStatusNotifierItems(): string[] {
    return this.items
  }
  get IsStatusNotifierHostRegistered(): boolean {
    return true
  }
  get ProtocolVersion(): number {
    return 0
  }
  StatusNotifierItemRegistered(service: string): string {
    return service
  }
  StatusNotifierHostRegistered(): void {
    // A signal without values.
  }
}

WatcherInterface.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
  },
  signals: {
    StatusNotifierItemRegistered: { signature: 's' },
    StatusNotifierHostRegistered: { signature: '' },
  },
})

export async function startStatusNotifierHost(bus: MessageBus): Promise<StatusNotifierHost> {
  const watcher = new WatcherInterface()
  bus.export('/StatusNotifierWatcher', watcher)
  await bus.requestName('org.kde.StatusNotifierWatcher', 0)
  return {
    registrations: () => watcher.items.length,
    async item() {
      const service = await waitFor(() => watcher.items.at(-1), { what: 'a tray icon' })
      return trayItem(bus, service.split('/')[0] ?? service)
    },
  }
}
