import { type AppWindow, createAppWindow, type WindowEnvironment } from './app-window.ts'

/** A window of its own, with its own page. */
export function createSettingsWindow(environment: WindowEnvironment): AppWindow {
  return createAppWindow(
    {
      name: 'settings',
      title: 'Settings',
      page: 'settings.html',
      width: 880,
      height: 680,
      minWidth: 600,
      minHeight: 440,
    },
    environment,
  )
}
