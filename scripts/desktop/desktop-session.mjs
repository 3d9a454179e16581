import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installCommand } from '../ensure-system-packages.mjs'
import { findProgram } from '../find-program.mjs'
import { say } from '../say.mjs'
import { startBus } from './start-bus.mjs'
import { startDisplay } from './start-display.mjs'

const DISPLAY_PACKAGES = ['xvfb', 'xauth']

/** Throws with the command to run if there is no display and none can be made. Before anything is downloaded. */
export function requireDisplay() {
  if (!lacksDisplay() || (findProgram('xvfb-run') && findProgram('Xvfb'))) return
  throw new Error(
    `There is no display, and no virtual one either: run "${installCommand(DISPLAY_PACKAGES)}" and start again.`,
  )
}

/**
 * What the application needs around it and the machine lacks: a virtual display, a session bus. Each is said in one
 * line. Returns `{ env, stop() }` with the variables to add. The bus is private: on a machine without a desktop it
 * keeps Chromium from waiting for one, and lets a tray host or notification service that is started on it be found.
 */
export async function desktopSession() {
  const parts = []
  if (lacksDisplay()) {
    say('No display: starting on a virtual one (Xvfb).')
    parts.push(await startDisplay())
    if (!parts[0]) throw new Error('The virtual display did not start: run "Xvfb -displayfd 1" to see why.')
  }
  if (lacksBus()) {
    const bus = await startBus()
    say(
      bus
        ? 'No D-Bus session, which tray and notifications need: starting a private one.'
        : `No D-Bus session, so no tray and no notifications: "${installCommand(['dbus'])}" brings one.`,
    )
    parts.push(bus)
  }
  const started = parts.filter((part) => part !== null)
  return {
    env: Object.assign({}, ...started.map((part) => part.env)),
    stop: () => started.forEach((part) => part.stop()),
  }
}

function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

function lacksBus() {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = process.env
  return process.platform === 'linux' && !address && !(folder && existsSync(join(folder, 'bus')))
}
