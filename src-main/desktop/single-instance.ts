import { app } from 'electron'

/** What a second start tells the first one; the command line itself arrives reordered. */
interface SecondStart {
  readonly hidden: boolean
}

/**
 * Claims the data folder for this process; `false` if another Dormouse has it, which has then been told.
 * Call it after the data folder is settled: the claim is per folder, and one left by a crash is taken over.
 */
export function claimFolder(hidden: boolean): boolean {
  const start: SecondStart = { hidden }
  return app.requestSingleInstanceLock({ ...start })
}

/** Calls `show` when the user starts Dormouse again. A start with `--hidden` asks for nothing. */
export function onSecondStart(show: () => void): void {
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => {
    if (!isHidden(data)) show()
  })
}

function isHidden(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'hidden' in data && data.hidden === true
}
