import { app } from 'electron'

/**
 * Lets Chromium look for a Secret Service on desktops that it does not know by name, where it would otherwise not try.
 * KDE keeps its wallet, and a choice on the command line holds. Must run before `ready`; nothing is asked yet.
 */
export function preferKeyring(env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux' || app.commandLine.hasSwitch('password-store')) return
  if (/\bKDE\b/i.test(env['XDG_CURRENT_DESKTOP'] ?? '') || env['KDE_FULL_SESSION'] !== undefined) return
  app.commandLine.appendSwitch('password-store', 'gnome-libsecret')
}
