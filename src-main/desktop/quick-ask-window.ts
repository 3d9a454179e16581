import { BrowserWindow, screen, type WebContents } from 'electron'
import { channels, type OpenRequest } from '../../src-shared/ipc/bridge.ts'
import { appOrigin } from './app-origin.ts'
import { abortedLoad, type WindowEnvironment } from './app-window.ts'
import { quickAskBounds } from './quick-ask-bounds.ts'
import { webPreferences } from './window-security.ts'

export interface QuickAskWindow {
  /** In front, on the screen with the pointer. Where it has the focus already, it is taken away. */
  toggle(): void
  show(): void
  hide(): void
  contents(): readonly WebContents[]
}

/** Hidden for so long it is not needed soon: its memory goes back. */
const forgottenAfterMs = 60_000
const firstHeight = 104

/** The small window for one question. It has no frame and no place in the task bar, and is made when it is wanted. */
export function createQuickAskWindow(environment: WindowEnvironment): QuickAskWindow {
  const { clock, logger, theme } = environment
  let window: BrowserWindow | null = null
  let loaded = false
  let wanted = false
  let cancelEnd: () => void = () => undefined

  theme.onChange(() => {
    if (window !== null && !window.isDestroyed()) window.setBackgroundColor(theme.background())
  })

  const place = (created: BrowserWindow, height: number): void => {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
    created.setBounds(quickAskBounds(workArea, height))
  }

  /** The next one is made when it is wanted. */
  const forget = (created: BrowserWindow): void => {
    if (window !== created) return
    cancelEnd()
    window = null
    loaded = false
  }
  /** Not inside an event of its contents: they are still being torn down. */
  const discard = (created: BrowserWindow): void => {
    forget(created)
    clock.after(0, () => {
      if (!created.isDestroyed()) created.destroy()
    })
  }

  const create = (): BrowserWindow => {
    const created = new BrowserWindow({
      title: 'Quick ask',
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      icon: environment.icon,
      backgroundColor: theme.background(),
      webPreferences: webPreferences(environment.preload),
    })
    const { webContents } = created
    created.on('page-title-updated', (event) => event.preventDefault())
    created.on('closed', () => forget(created))
    // The page asks for room with `resizeTo`; only its height counts, and only as far as the screen goes.
    webContents.on('content-bounds-updated', (event, { height }) => {
      event.preventDefault()
      const { workArea } = screen.getDisplayMatching(created.getBounds())
      const { width, height: fitting } = quickAskBounds(workArea, height)
      const { x, y } = created.getBounds()
      created.setBounds({ x, y, width, height: fitting })
    })
    webContents.on('did-finish-load', () => {
      if (window !== created) return
      loaded = true
      if (wanted) appear(created)
    })
    webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (!isMainFrame || code === abortedLoad) return
      logger.error('A page could not be loaded', { page: 'quick.html', code, description })
      discard(created)
    })
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      logger.error('A window crashed', { page: 'quick.html', reason })
      discard(created)
    })
    void created.loadURL(`${appOrigin}/quick.html`).catch(() => undefined)
    return created
  }

  const appear = (created: BrowserWindow): void => {
    const request: OpenRequest = { action: 'quick-ask' }
    created.webContents.send(channels.open, request)
    place(created, firstHeight)
    created.show()
    created.focus()
  }

  const show = (): void => {
    cancelEnd()
    wanted = true
    window ??= create()
    if (!loaded) return
    // What is in view keeps what is in it.
    if (window.isVisible()) window.focus()
    else appear(window)
  }
  const hide = (): void => {
    wanted = false
    if (window === null || window.isDestroyed()) return
    window.hide()
    cancelEnd()
    const shown = window
    cancelEnd = clock.after(forgottenAfterMs, () => {
      if (!shown.isDestroyed() && !shown.isVisible()) shown.destroy()
    })
  }
  return {
    show,
    hide,
    toggle() {
      if (window !== null && !window.isDestroyed() && window.isVisible() && window.isFocused()) hide()
      else show()
    },
    contents: () => (window === null || window.isDestroyed() ? [] : [window.webContents]),
  }
}
