import { createHash } from 'node:crypto'
import { Message, type MessageBus, MessageFlag, Variant } from 'dbus-next'
import { callBus } from './session-bus.ts'

/** A tray icon as the panel sees and operates it. */
export interface TrayItem {
  tooltip(): Promise<string>
  /** Names the picture: equal for equal pixels. */
  iconHash(): Promise<string>
  /** A left click. */
  activate(): Promise<void>
  /** The labels of the menu from top to bottom, without separators. */
  menuLabels(): Promise<string[]>
  /** Chooses an entry of the menu as the pointer does. */
  clickMenu(label: string): Promise<void>
}

const itemInterface = 'org.kde.StatusNotifierItem'
const menuInterface = 'com.canonical.dbusmenu'

export function trayItem(bus: MessageBus, service: string): TrayItem {
  const item = { destination: service, path: '/StatusNotifierItem' }

  const property = async (name: string): Promise<unknown> => {
    const target = { ...item, interface: 'org.freedesktop.DBus.Properties' }
    return plain((await callBus(bus, target, 'Get', 'ss', [itemInterface, name]))[0])
  }
  const menuPath = async (): Promise<string> => String(await property('Menu'))
  const entries = async (path: string): Promise<readonly MenuEntry[]> => {
    const target = { destination: service, path, interface: menuInterface }
    const [, layout] = await callBus(bus, target, 'GetLayout', 'iias', [0, -1, []])
    return childrenOf(layout)
  }

  return {
    async tooltip() {
      const [, , title] = (await property('ToolTip')) as readonly unknown[]
      return String(title)
    },
    async iconHash() {
      const pixmaps = (await property('IconPixmap')) as readonly (readonly [number, number, Uint8Array])[]
      const hash = createHash('sha256')
      for (const [width, height, pixels] of pixmaps) hash.update(`${width}x${height}`).update(pixels)
      return hash.digest('hex')
    },
    async activate() {
      await callBus(bus, { ...item, interface: itemInterface }, 'Activate', 'ii', [10, 10])
    },
    async menuLabels() {
      return (await entries(await menuPath())).map((entry) => entry.label).filter((label) => label !== '')
    },
    async clickMenu(label) {
      const path = await menuPath()
      const entry = (await entries(path)).find((candidate) => candidate.label === label)
      if (entry === undefined) throw new Error(`The tray menu has no entry "${label}"`)
      // No reply is waited for: the entry may end the process.
      bus.send(
        new Message({
          destination: service,
          path,
          interface: menuInterface,
          member: 'Event',
          signature: 'isvu',
          body: [entry.id, 'clicked', new Variant('s', ''), 0],
          flags: MessageFlag.NO_REPLY_EXPECTED,
        }),
      )
    },
  }
}

interface MenuEntry {
  readonly id: number
  readonly label: string
}

/** A dbusmenu layout is `(id, properties, children)`, the children as variants of the same. */
function childrenOf(layout: unknown): MenuEntry[] {
  const [, , children] = layout as readonly [number, unknown, readonly unknown[]]
  return children.map((child) => {
    const [id, properties] = plain(child) as readonly [number, Record<string, unknown>]
    const label = plain(properties['label'])
    return { id, label: typeof label === 'string' ? label : '' }
  })
}

function plain(value: unknown): unknown {
  return value instanceof Variant ? value.value : value
}
