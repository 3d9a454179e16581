import { join } from 'node:path'
import { app, session } from 'electron'
import type { App } from './app.ts'
import { compose } from './compose.ts'
import { setAppMenu } from './desktop/app-menu.ts'
import { isAppUrl } from './desktop/app-origin.ts'
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts'
import { settleDataFolder } from './desktop/data-folder.ts'
import { createDesktop, type ElectronDesktop } from './desktop/desktop.ts'
import { prepareEnding } from './desktop/ending.ts'
import { createLogFile } from './desktop/log-file.ts'
import { watchPower } from './desktop/power.ts'
import { readyLine } from './desktop/ready-line.ts'
import { createResidentTray, type ResidentTray } from './desktop/resident-tray.ts'
import { claimFolder, onSecondStart } from './desktop/single-instance.ts'
import { endWithStartFailure } from './desktop/start-failure.ts'
import { stayWithoutWindows } from './desktop/stay-without-windows.ts'
import { logUnexpectedErrors } from './desktop/unexpected-errors.ts'
import { confinePages, denyPermissions } from './desktop/window-security.ts'
import { startElectronTransport } from './ipc/electron-transport.ts'
import { systemClock } from './platform/clock.ts'
import { readMachineId } from './platform/machine-id.ts'
import type { Logger } from './platform/logger.ts'

const root = join(import.meta.dirname, '..', '..')
const clock = systemClock

// Nothing waits for `ready` at the top level: a packaged application would then never become ready.
begin()

function begin(): void {
  try {
    const hidden = process.argv.includes('--hidden')
    const dataDir = settleDataFolder(process.env)
    if (!claimFolder(hidden)) {
      app.exit(0)
      return
    }
    const logger = createLogFile(dataDir)
    logUnexpectedErrors(logger)
    registerAppScheme()
    confinePages(logger)
    stayWithoutWindows()
    if (process.platform === 'win32') app.setAppUserModelId('org.dormouse.Dormouse')
    run(dataDir, hidden, logger)
  } catch (error) {
    void endWithStartFailure(error)
  }
}

/** From the claimed folder to the end of the process. */
function run(dataDir: string, hidden: boolean, logger: Logger): void {
  let stop = nothingToStop
  const ending = prepareEnding({ stop: () => stop(), clock, logger })
  // Somebody may start it again while it still starts.
  let wanted = !hidden
  let show = (): void => void (wanted = true)
  onSecondStart(() => show())

  const start = async (): Promise<void> => {
    const machine = readMachineId()
    await app.whenReady()
    const desktop = createDesktop({ dataDir, root, env: process.env, clock, logger })
    const resident = compose({
      dataDir,
      version: app.getVersion(),
      env: process.env,
      clock,
      logger,
      desktop,
      machineId: await machine,
    })
    const end = async (): Promise<void> => {
      try {
        await resident.stop()
      } finally {
        await desktop.close()
      }
    }
    stop = end
    const { schedules, nextAt } = await resident.start()
    if (ending.hasBegun()) return
    const tray = connect(resident, desktop, logger)
    show = () => desktop.showMain()
    stop = () => {
      tray.destroy()
      desktop.flush()
      return end()
    }
    const line = readyLine({ pid: process.pid, schedules, nextAt, socketPath: resident.socketPath })
    process.stdout.write(`${line}\n`)
    // Hidden with no tray, it could be neither seen nor ended.
    if (wanted || !(await tray.available())) desktop.showMain()
  }
  start().catch(async (error: unknown) => {
    logger.warn('Dormouse could not start', { error })
    if (ending.hasBegun()) return
    await stop().catch(() => undefined)
    await endWithStartFailure(error)
  })
}

function nothingToStop(): Promise<void> {
  return Promise.resolve()
}

/** Gives the resident application its windows, its tray and the machine's wake-ups. */
function connect(resident: App, desktop: ElectronDesktop, logger: Logger): ResidentTray {
  denyPermissions(session.defaultSession, logger)
  serveApp(session.defaultSession, join(root, 'out', 'renderer'))
  setAppMenu(desktop)
  const problem = desktop.setQuickAskKeys(desktop.settings.get().quickAskKeys)
  if (problem !== null) logger.warn('The keys of the quick-ask window could not be had', { problem })
  startElectronTransport({
    router: resident.router,
    events: resident.events,
    windows: () => desktop.windows(),
    isOurs: isAppUrl,
    clock,
    logger,
  })
  watchPower((reason) => resident.wake(reason), clock, logger)
  app.on('activate', () => desktop.showMain())
  const assets = join(root, 'assets')
  return createResidentTray({ app: resident, desktop, assets, env: process.env, clock, logger })
}
