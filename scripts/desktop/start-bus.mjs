import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCompanion } from './start-companion.mjs'

/**
 * Starts a private D-Bus session bus. Returns `{ env, stop() }`, or null where there is no dbus-daemon.
 * On a path of its own: the default may be an abstract socket, which any user of the machine could reach.
 */
export async function startBus() {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-bus-'))
  const cleanUp = () => rmSync(folder, { recursive: true, force: true })
  const address = `--address=unix:path=${join(folder, 'bus')}`
  const bus = await startCompanion('dbus-daemon', [
    '--session',
    '--nofork',
    '--nopidfile',
    address,
    '--print-address=1',
  ])
  if (!bus) {
    cleanUp()
    return null
  }
  process.once('exit', cleanUp)
  const stop = () => {
    bus.stop()
    cleanUp()
  }
  return { env: { DBUS_SESSION_BUS_ADDRESS: bus.line.trim() }, stop }
}
