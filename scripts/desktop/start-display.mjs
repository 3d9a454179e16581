import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCompanion } from './start-companion.mjs'

/**
 * Starts a virtual display that only this user can open. Returns `{ env, stop() }`, or null if Xvfb does not start.
 * Not through xvfb-run: that script would stand between us and the application and keeps signals from it.
 */
export async function startDisplay() {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-display-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, xAuthority(randomBytes(16)), { mode: 0o600 })
  const options = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-auth', authority, '-displayfd', '1']
  const display = await startCompanion('Xvfb', options)
  const cleanUp = () => rmSync(folder, { recursive: true, force: true })
  if (!display) {
    cleanUp()
    return null
  }
  process.once('exit', cleanUp)
  const stop = () => {
    display.stop()
    cleanUp()
  }
  return { env: { DISPLAY: `:${display.line.trim()}`, XAUTHORITY: authority }, stop }
}

/** One entry for any host and any display: its number is known only once the server runs. */
function xAuthority(cookie) {
  const FAMILY_WILD = 0xffff
  return Buffer.concat([
    uint16(FAMILY_WILD),
    field(''),
    field(''),
    field('MIT-MAGIC-COOKIE-1'),
    field(cookie),
  ])
}

function field(value) {
  const bytes = Buffer.from(value)
  return Buffer.concat([uint16(bytes.length), bytes])
}

function uint16(value) {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
