import { type AppWindow, createAppWindow, type WindowEnvironment } from './app-window.ts'

/** Conversations, Inbox and Runs. */
export function createMainWindow(environment: WindowEnvironment): AppWindow {
  return createAppWindow(
    {
      name: 'main',
      title: 'Dormouse',
      page: 'index.html',
      width: 1120,
      height: 760,
      minWidth: 640,
      minHeight: 480,
    },
    environment,
  )
}
