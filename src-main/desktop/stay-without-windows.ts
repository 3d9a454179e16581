import { app } from 'electron'

/** Keeps the process when its last window closes; on macOS it is in the dock only while it has a window. */
export function stayWithoutWindows(): void {
  app.on('browser-window-created', () => void app.dock?.show())
  // A listener is enough: without one Electron would quit.
  app.on('window-all-closed', () => app.dock?.hide())
}
