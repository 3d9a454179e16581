import { nativeTheme } from 'electron'
import type { Settings } from '../../src-shared/domain/settings.ts'

/** The page backgrounds of the design, so that a window never flashes in another colour before its page is painted. */
const backgrounds = { light: '#faf7f2', dark: '#1b181d' } as const

export interface Theme {
  apply(theme: Settings['theme']): void
  /** The colour that a window has before its page is painted. */
  background(): string
  /** Whether the system's panel, where the tray is, is likely dark. */
  panelIsDark(): boolean
  onChange(listener: () => void): void
}

/** The windows follow the user's choice, the panel follows the system: a dark window does not make it dark. */
export function createTheme(initial: Settings['theme'], env: NodeJS.ProcessEnv): Theme {
  // Once a theme is forced, Electron no longer says what the system has.
  let systemIsDark = nativeTheme.shouldUseDarkColors
  nativeTheme.themeSource = initial
  nativeTheme.on('updated', () => {
    if (nativeTheme.themeSource === 'system') systemIsDark = nativeTheme.shouldUseDarkColors
  })
  // GNOME's top bar is dark in its light style too.
  const alwaysDark = /\b(GNOME|Unity)\b/i.test(env['XDG_CURRENT_DESKTOP'] ?? '')
  return {
    apply(theme) {
      if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
    },
    background: () => (nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light),
    panelIsDark: () => alwaysDark || systemIsDark,
    onChange: (listener) => void nativeTheme.on('updated', listener),
  }
}
