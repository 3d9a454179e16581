import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test as base } from '@playwright/test'
import { type DesktopSession, type DesktopSessionOptions, startDesktopSession } from './desktop-session.ts'
import { type Dormouse, launchDormouse } from './launch-dormouse.ts'
import { type SpawnedDormouse, spawnDormouse } from './spawn-dormouse.ts'
import { createTestHome, type TestHome } from './test-home.ts'

export interface StartOptions {
  readonly args?: readonly string[]
  readonly env?: Record<string, string>
}

export interface LaunchedOptions extends StartOptions {
  /** Modules that the main process requires before the application. */
  readonly preloads?: readonly string[]
  readonly cwd?: string
}

export interface Fixtures {
  /** Set with `test.use({ session: { tray: false } })`. */
  session: DesktopSessionOptions
  home: TestHome
  desktop: DesktopSession
  /** Starts Dormouse with Playwright attached. What still runs after the test is ended. */
  launch: (options?: LaunchedOptions) => Promise<Dormouse>
  /** Starts Dormouse as an ordinary process. What still runs after the test is ended. */
  start: (options?: StartOptions) => SpawnedDormouse
}

/** A test of the whole application: a desktop, a home folder and a bus of its own. */
export const test = base.extend<Fixtures>({
  session: [{}, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures out of the pattern
  home: async ({}, provide) => {
    const home = createTestHome()
    await provide(home)
    await home.remove()
  },
  desktop: async ({ session }, provide) => {
    const desktop = await startDesktopSession(session)
    await provide(desktop)
    await desktop.close()
  },
  launch: async ({ desktop, home }, provide) => {
    const started: ChildProcess[] = []
    const watched = (dormouse: Dormouse): Dormouse => {
      started.push(dormouse.process)
      return { ...dormouse, restart: async (args) => watched(await dormouse.restart(args)) }
    }
    await provide(async ({ args = [], env = {}, preloads = [], cwd } = {}) =>
      watched(
        await launchDormouse({
          env: { ...home.env(desktop.bus.address), ...env },
          dataDir: home.dataDir,
          args,
          preloads,
          ...(cwd === undefined ? {} : { cwd }),
        }),
      ),
    )
    for (const child of started) await end(child)
  },
  start: async ({ desktop, home }, provide) => {
    const started: SpawnedDormouse[] = []
    await provide(({ args = [], env = {} } = {}) => {
      const dormouse = spawnDormouse({ ...home.env(desktop.bus.address), ...env }, args)
      started.push(dormouse)
      return dormouse
    })
    for (const dormouse of started) await end(dormouse.process)
  },
})

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

export { expect } from '@playwright/test'
