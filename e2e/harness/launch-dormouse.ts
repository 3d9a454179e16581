import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { type ControlClient, connectControl } from './control-client.ts'
import { electronArguments, electronBinary } from './electron-command.ts'
import { type InMain, inMainOf } from './in-main.ts'
import { parseReadyLine, type Ready } from './ready.ts'
import { waitFor } from './wait-for.ts'

/** Dormouse with Playwright attached: its windows, and the main process from inside. */
export interface Dormouse {
  readonly process: ChildProcess
  readonly pid: number
  readonly ready: Ready
  readonly dataDir: string
  readonly inMain: InMain
  /** The window with this page, as soon as it has loaded. */
  window(page?: 'index' | 'settings' | 'quick'): Promise<Page>
  /** Closes the main window as its close button does, and resolves when the page is gone. */
  closeWindow(): Promise<void>
  /** How many windows there are now. */
  windowCount(): Promise<number>
  /** A connection to the control socket, made at the first call. */
  control(): Promise<ControlClient>
  /** What it wrote to standard output so far. */
  output(): string
  /** Resolves when the process is gone. */
  kill9(): Promise<void>
  /** Returns the exit code. */
  sigterm(): Promise<number | null>
  /** Starts it again on the same folder after it has ended. */
  restart(args?: readonly string[]): Promise<Dormouse>
}

export interface LaunchOptions {
  readonly env: Record<string, string>
  readonly dataDir: string
  readonly args?: readonly string[]
  /** Modules that the main process requires before the application. */
  readonly preloads?: readonly string[]
  /** The working directory of the process; by default that of the tests. */
  readonly cwd?: string
}

/** Starts the built application on `dataDir` and waits for its ready line. */
export async function launchDormouse(options: LaunchOptions): Promise<Dormouse> {
  const { env, dataDir, args = [], preloads = [], cwd } = options
  const outputFile = `${dataDir}.stdout`
  writeFileSync(outputFile, '')
  const app = await _electron.launch({
    executablePath: outputKeeper(`${dataDir}.electron.sh`),
    args: electronArguments(args, preloads),
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...env, DORMOUSE_E2E_OUTPUT: outputFile },
    timeout: 30_000,
  })
  const child = app.process()
  const output = (): string => readFileSync(outputFile, 'utf8')
  const ready = await waitFor(() => parseReadyLine(output()), { within: 20_000, what: 'the ready line' })
  const gone = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })
  let client: Promise<ControlClient> | null = null

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const closed = app.waitForEvent('close', { timeout: 15_000 }).catch(() => undefined)
    if (existsSync(`/proc/${ready.pid}`)) process.kill(ready.pid, signal)
    const code = await gone
    await closed
    return code
  }
  const inMain = inMainOf(app)
  return {
    process: child,
    inMain,
    pid: ready.pid,
    ready,
    dataDir,
    output,
    window: (page = 'index') => pageOf(app, page),
    async closeWindow() {
      const page = await pageOf(app, 'index')
      // Not the count in the main process: what Playwright knows of its pages comes another way, and later.
      const closed = page.waitForEvent('close')
      await inMain(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.webContents.getURL().includes('/index.html'))
          ?.close(),
      )
      await closed
    },
    windowCount: () => inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    control: () => (client ??= connectControl(ready.socketPath)),
    async kill9() {
      await end('SIGKILL')
    },
    sigterm: () => end('SIGTERM'),
    async restart(again = args) {
      await gone
      return launchDormouse({ ...options, args: again })
    },
  }
}

/**
 * Playwright reads the standard output of what it launches, and a line can be gone before a test listens. This script
 * writes it to a file instead, and becomes Electron, so that the process is the same.
 */
function outputKeeper(path: string): string {
  rmSync(path, { force: true })
  writeFileSync(path, `#!/bin/sh\nexec '${electronBinary()}' "$@" >>"$DORMOUSE_E2E_OUTPUT"\n`, {
    mode: 0o755,
  })
  return path
}

async function pageOf(app: ElectronApplication, name: string): Promise<Page> {
  const page = await waitFor(
    () => app.windows().find((candidate) => candidate.url().includes(`/${name}.html`)),
    { what: `the window ${name}` },
  )
  await page.waitForLoadState('load')
  return page
}
