import { type AppWindow, createAppWindow, type WindowEnvironment } from './app-window.ts'

/** The main window's title while so many things need the user. */
export function mainTitle(waiting: number): string {
  return waiting > 0 ? `(${waiting}) Dormouse` : 'Dormouse'
}

/** Conversations, Inbox and Runs. */
export function createMainWindow(environment: WindowEnvironment): AppWindow {
  return createAppWindow(
    {
      name: 'main',
      title: mainTitle(0),
      page: 'index.html',
      width: 1120,
      height: 760,
      minWidth: 640,
      minHeight: 480,
    },
    environment,
  )
}
