import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitFor } from './wait-for.ts'

/** A user's folders of a test's own, so that nothing of the real user is read or written. */
export interface TestHome {
  readonly dataDir: string
  readonly configDir: string
  /** The environment of a process that lives in it; nothing of the surroundings but what it needs to run. */
  env(busAddress: string): Record<string, string>
  remove(): Promise<void>
}

const passedOn = ['PATH', 'DISPLAY', 'XAUTHORITY', 'LANG', 'TZ', 'LD_LIBRARY_PATH'] as const

export function createTestHome(): TestHome {
  // Short: the path of a Unix socket inside must stay under 108 bytes.
  const root = mkdtempSync(join(tmpdir(), 'dm-'))
  const folder = (name: string): string => {
    mkdirSync(join(root, name), { mode: 0o700 })
    return join(root, name)
  }
  const configDir = folder('config')
  const own = {
    HOME: folder('home'),
    XDG_CONFIG_HOME: configDir,
    XDG_DATA_HOME: folder('share'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_RUNTIME_DIR: folder('run'),
  }
  const dataDir = join(root, 'data')
  return {
    dataDir,
    configDir,
    env(busAddress) {
      const outer = passedOn.flatMap((name) => {
        const value = process.env[name]
        return value === undefined ? [] : [[name, value]]
      })
      return {
        ...Object.fromEntries(outer),
        ...own,
        DORMOUSE_DATA_DIR: dataDir,
        DBUS_SESSION_BUS_ADDRESS: busAddress,
      }
    },
    async remove() {
      // Chromium's other processes notice a killed one a moment later, and write until then.
      const look = (): boolean => {
        rmSync(root, { recursive: true, force: true })
        return true
      }
      await waitFor(look, { what: 'the removal of the home folder' })
    },
  }
}
