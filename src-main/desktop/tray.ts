import { Menu, type MenuItemConstructorOptions, type NativeImage, Tray } from 'electron'
import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { App } from '../app.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { ElectronDesktop } from './desktop.ts'
import { type TrayCommand, type TrayMenuEntry, type TrayView, trayView } from './tray-view.ts'

export interface TrayOptions {
  readonly app: Pick<App, 'router' | 'events' | 'counts' | 'newestWaiting' | 'schedulesPaused'>
  readonly desktop: Pick<ElectronDesktop, 'showMain' | 'showSettings' | 'showWaiting' | 'quit'>
  readonly icon: (mood: TrayView['mood']) => NativeImage
  readonly clock: Clock
  readonly logger: Logger
}

export interface DormouseTray {
  /** Makes the icon anew, for a panel that came after it. */
  renew(): void
  /** Shows the state of now, such as the icon for another panel colour. */
  refresh(): void
  destroy(): void
}

/** Streams of events become one look at the state. */
const settleMs = 80
const mostQuestions = 5

export function createTray({ app, desktop, icon, clock, logger }: TrayOptions): DormouseTray {
  /** One look at the state, for the tray and for the window's title: they never tell of different numbers. */
  const look = (): TrayView => {
    const counts = app.counts()
    desktop.showWaiting(counts.waiting)
    const newest = counts.waiting === 0 ? [] : app.newestWaiting(mostQuestions)
    return trayView({ ...counts, newest, schedulesPaused: app.schedulesPaused() })
  }

  const setPaused = async (schedulesPaused: boolean): Promise<void> => {
    const result = await app.router.call('settings.set', { schedulesPaused }, { via: 'window' })
    if (!result.ok)
      logger.error('The schedules could not be paused or resumed', { reason: result.error.message })
  }
  const run = (command: TrayCommand): void => {
    switch (command) {
      case 'open':
        return desktop.showMain()
      case 'inbox':
        return desktop.showMain({ screen: 'inbox' })
      case 'pause-all':
        return void setPaused(true)
      case 'resume-all':
        return void setPaused(false)
      case 'settings':
        return desktop.showSettings()
      case 'quit':
        return desktop.quit()
      default:
        return assertNever(command)
    }
  }
  const item = (entry: TrayMenuEntry): MenuItemConstructorOptions => {
    switch (entry.kind) {
      case 'separator':
        return { type: 'separator' }
      case 'command':
        return { label: entry.label, click: () => run(entry.command) }
      case 'question':
        return {
          label: entry.label,
          click: () => desktop.showMain({ screen: 'inbox', questionId: entry.questionId }),
        }
      default:
        return assertNever(entry)
    }
  }
  const menuOf = (view: TrayView): Menu => Menu.buildFromTemplate(view.menu.map(item))

  let shown = look()
  const make = (): Tray => {
    const made = new Tray(icon(shown.mood))
    made.setToolTip(shown.tooltip)
    made.on('click', () => {
      if (app.counts().waiting > 0) desktop.showMain({ screen: 'inbox' })
      else desktop.showMain()
    })
    // On macOS an icon with a menu of its own no longer reports clicks.
    if (process.platform === 'darwin') made.on('right-click', () => made.popUpContextMenu(menuOf(shown)))
    else made.setContextMenu(menuOf(shown))
    return made
  }
  let tray = make()

  const show = (next: TrayView, iconToo: boolean): void => {
    if (iconToo || next.mood !== shown.mood) tray.setImage(icon(next.mood))
    if (next.tooltip !== shown.tooltip) tray.setToolTip(next.tooltip)
    const menuChanged = JSON.stringify(next.menu) !== JSON.stringify(shown.menu)
    shown = next
    if (menuChanged && process.platform !== 'darwin') tray.setContextMenu(menuOf(next))
  }
  let cancel: (() => void) | null = null
  const unsubscribe = app.events.subscribe(({ event }) => {
    if (event === 'message.delta' || event === 'message.appended') return
    cancel ??= clock.after(settleMs, () => {
      cancel = null
      show(look(), false)
    })
  })

  return {
    renew() {
      tray.destroy()
      shown = look()
      tray = make()
    },
    refresh: () => show(look(), true),
    destroy() {
      cancel?.()
      unsubscribe()
      tray.destroy()
    },
  }
}
