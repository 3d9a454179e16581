import { BrowserWindow, dialog, screen, type WebContents } from 'electron'
import { channels, type OpenRequest } from '../../src-shared/ipc/bridge.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { appOrigin } from './app-origin.ts'
import { boundsOnScreen } from './bounds-on-screen.ts'
import type { Theme } from './theme.ts'
import type { WindowBoundsFile } from './window-bounds.ts'
import { webPreferences } from './window-security.ts'

/** What all windows share. */
export interface WindowEnvironment {
  readonly preload: string
  readonly icon: string
  readonly theme: Theme
  readonly bounds: WindowBoundsFile
  readonly clock: Clock
  readonly logger: Logger
}

export interface WindowKind {
  readonly name: string
  readonly title: string
  /** A page of the renderer, such as `index.html`. */
  readonly page: string
  readonly width: number
  readonly height: number
  readonly minWidth: number
  readonly minHeight: number
}

/** One window that comes and goes. Closing it destroys its renderer; the next `open` makes a new one. */
export interface AppWindow {
  /** Shows it in front, and asks its page to go somewhere once the page is there. */
  open(request?: OpenRequest): void
  /** Of the window that there is, and of one that is closing: what its page sent before still counts. */
  contents(): readonly WebContents[]
  /** Whether there is a window that is shown and not minimised. */
  isVisible(): boolean
  /** Of the window that there is, and of those to come. */
  setTitle(title: string): void
}

/** Chromium's code of a load that another one took the place of. */
export const abortedLoad = -3
/** A page that is not painted after this time is shown as it is, rather than never. */
const longestBlankMs = 5_000
/** Two crashes within this time are the page's fault and not an accident. */
const crashWindowMs = 60_000
/** A page that dies takes with it what it was asked so shortly before. */
const lostMs = 2_000

/** A window with its page, and what the page is still to be asked. */
interface Shown {
  readonly window: BrowserWindow
  state: 'loading' | 'loaded' | 'failed'
  waiting: OpenRequest[]
  last: { readonly request: OpenRequest; readonly at: number } | null
}

export function createAppWindow(kind: WindowKind, environment: WindowEnvironment): AppWindow {
  const { clock, logger, bounds, theme } = environment
  let current: Shown | null = null
  const alive = new Set<BrowserWindow>()
  let title = kind.title
  let crashedAt: number | null = null
  const live = (): BrowserWindow | null =>
    current === null || current.window.isDestroyed() ? null : current.window

  // What a window shows where its page is not painted yet, as while it grows.
  theme.onChange(() => live()?.setBackgroundColor(theme.background()))

  const load = ({ window }: Shown): void =>
    void window.loadURL(`${appOrigin}/${kind.page}`).catch(() => undefined)
  const ask = (shown: Shown, request: OpenRequest): void => {
    if (shown.state !== 'loaded') {
      shown.waiting.push(request)
      return
    }
    shown.window.webContents.send(channels.open, request)
    shown.last = { request, at: clock.now() }
  }

  const create = (): Shown => {
    const remembered = bounds.recall(kind.name)
    const place =
      remembered === null
        ? null
        : boundsOnScreen(
            remembered,
            screen.getAllDisplays().map((display) => display.workArea),
          )
    const created = new BrowserWindow({
      title,
      width: kind.width,
      height: kind.height,
      minWidth: kind.minWidth,
      minHeight: kind.minHeight,
      ...place,
      show: false,
      icon: environment.icon,
      backgroundColor: theme.background(),
      autoHideMenuBar: true,
      webPreferences: webPreferences(environment.preload),
    })
    alive.add(created)
    if (place !== null && remembered?.maximized === true) created.maximize()
    const { webContents } = created
    const shown: Shown = { window: created, state: 'loading', waiting: [], last: null }

    const show = (): void => {
      cancelWait()
      if (!created.isDestroyed() && !created.isVisible()) created.show()
    }
    const cancelWait = clock.after(longestBlankMs, show)
    created.once('ready-to-show', show)

    const remember = (): void =>
      bounds.remember(kind.name, { ...created.getNormalBounds(), maximized: created.isMaximized() })
    created.on('resize', remember)
    created.on('move', remember)
    created.on('close', () => {
      bounds.flush()
      // Nothing keeps it from closing. Who opens it before it has gone wants one that stays.
      if (current === shown) current = null
    })
    created.on('closed', () => {
      cancelWait()
      alive.delete(created)
      if (current === shown) current = null
    })
    // The title is ours; a page only titles itself while it loads.
    created.on('page-title-updated', (event) => event.preventDefault())

    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) shown.state = 'loading'
    })
    webContents.on('did-finish-load', () => {
      // The page that tells of a failure loads too.
      if (shown.state === 'failed') return
      shown.state = 'loaded'
      for (const request of shown.waiting.splice(0)) ask(shown, request)
    })
    webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (!isMainFrame || code === abortedLoad) return
      logger.error('A page could not be loaded', { page: kind.page, code, description })
      shown.state = 'failed'
      show()
    })
    webContents.on('preload-error', (_event, _path, error) =>
      logger.error('The preload script failed', { error }),
    )
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      shown.state = 'loading'
      if (reason === 'clean-exit') return
      const { last } = shown
      if (last !== null && clock.now() - last.at < lostMs) shown.waiting.unshift(last.request)
      shown.last = null
      logger.error('A window crashed', { page: kind.page, reason, exitCode })
      const again = crashedAt !== null && clock.now() - crashedAt < crashWindowMs
      crashedAt = clock.now()
      if (again) void askAfterCrash(created)
      // Not inside the event: the contents are still being torn down.
      else clock.after(0, () => reload(created))
    })
    load(shown)
    return shown
  }

  return {
    open(request) {
      const isNew = current === null
      current ??= create()
      if (request !== undefined) ask(current, request)
      if (isNew) return
      const { window, state } = current
      if (state === 'failed') load(current)
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    contents: () => [...alive].flatMap((each) => (each.isDestroyed() ? [] : each.webContents)),
    isVisible() {
      const window = live()
      return window !== null && window.isVisible() && !window.isMinimized()
    },
    setTitle(next) {
      if (next === title) return
      title = next
      live()?.setTitle(title)
    },
  }
}

function reload(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload()
}

async function askAfterCrash(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window crashed twice in a minute.',
    detail:
      'Your schedules and runs go on without it. Load it again, or close it and open it from the tray later.',
    buttons: ['Load again', 'Close window'],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 0) reload(window)
  else if (!window.isDestroyed()) window.destroy()
}
