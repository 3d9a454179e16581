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
  /** The page's contents while there is a window. */
  contents(): WebContents | null
  /** Whether there is a window that is shown and not minimised. */
  isVisible(): boolean
  /** Of the window that there is, and of those to come. */
  setTitle(title: string): void
}

/** A page that is not painted after this time is shown as it is, rather than never. */
const longestBlankMs = 5_000
/** Two crashes within this time are the page's fault and not an accident. */
const crashWindowMs = 60_000

export function createAppWindow(kind: WindowKind, environment: WindowEnvironment): AppWindow {
  const { clock, logger, bounds, theme } = environment
  let window: BrowserWindow | null = null
  let title = kind.title
  let loaded = false
  let waiting: OpenRequest[] = []
  let crashedAt: number | null = null

  // What a window shows where its page is not painted yet, as while it grows.
  theme.onChange(() => {
    if (window !== null && !window.isDestroyed()) window.setBackgroundColor(theme.background())
  })

  const create = (): BrowserWindow => {
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
    if (place !== null && remembered?.maximized === true) created.maximize()
    const { webContents } = created

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
    created.on('close', () => bounds.flush())
    created.on('closed', () => {
      cancelWait()
      window = null
      loaded = false
      waiting = []
    })
    // The title is ours; a page only titles itself while it loads.
    created.on('page-title-updated', (event) => event.preventDefault())

    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) loaded = false
    })
    webContents.on('did-finish-load', () => {
      loaded = true
      for (const request of waiting) webContents.send(channels.open, request)
      waiting = []
    })
    webContents.on('did-fail-load', (_event, code, description) => {
      logger.error('A page could not be loaded', { page: kind.page, code, description })
      show()
    })
    webContents.on('preload-error', (_event, _path, error) =>
      logger.error('The preload script failed', { error }),
    )
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      loaded = false
      if (reason === 'clean-exit') return
      logger.error('A window crashed', { page: kind.page, reason, exitCode })
      const again = crashedAt !== null && clock.now() - crashedAt < crashWindowMs
      crashedAt = clock.now()
      if (again) void askAfterCrash(created)
      // Not inside the event: the contents are still being torn down.
      else clock.after(0, () => reload(created))
    })
    void created.loadURL(`${appOrigin}/${kind.page}`).catch(() => undefined)
    return created
  }

  return {
    open(request) {
      const isNew = window === null
      window ??= create()
      if (request !== undefined) {
        if (loaded) window.webContents.send(channels.open, request)
        else waiting.push(request)
      }
      if (isNew) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    isVisible: () => window !== null && !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
    setTitle(next) {
      if (next === title) return
      title = next
      if (window !== null && !window.isDestroyed()) window.setTitle(title)
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
