import { app, type Session, type WebPreferences } from 'electron'
import type { Logger } from '../platform/logger.ts'
import { diagramPage, isAppUrl } from './app-origin.ts'

/** What every window gets: a sandboxed page that has the bridge of the preload script and nothing else. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // A spelling checker downloads dictionaries from a third party.
    spellcheck: false,
    devTools: !app.isPackaged,
  }
}

/** A page of ours may fill the clipboard after a click, as a copy button does. Nothing else is granted to anyone. */
export function denyPermissions(session: Session, logger: Logger): void {
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isAppUrl(origin),
  )
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const allowed = permission === 'clipboard-sanitized-write' && isAppUrl(details.requestingUrl)
    if (!allowed) logger.warn('A page asked for a permission and was denied', { permission })
    decide(allowed)
  })
  session.setDevicePermissionHandler(() => false)
}

/** Keeps every page where it is: no navigation, no new windows, no webview, whatever the page does. */
export function confinePages(logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    // For the main frame Electron asks both; a no to the first ends it.
    contents.on('will-frame-navigate', (event) => {
      // The frame that draws a diagram begins with this.
      if (!event.isMainFrame && event.url === diagramPage) return
      logger.warn('A page wanted to navigate and was stopped', { to: kindOf(event.url) })
      event.preventDefault()
    })
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      logger.warn('A page wanted to open a window and was stopped', { to: kindOf(url) })
      return { action: 'deny' }
    })
  })
}

/** Addresses may carry secrets; their scheme says enough for a log. */
function kindOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : 'no address'
}
