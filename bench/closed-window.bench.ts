import type { ChildProcess } from 'node:child_process'
import { _electron } from '@playwright/test'
import { electronBinary } from '../e2e/harness/electron-command.ts'
import { type InMain, inMainOf } from '../e2e/harness/in-main.ts'
import { test } from '../e2e/harness/test.ts'
import { emptyAppFolder } from './empty-app.ts'
import { settledMemoryOf } from './memory-of.ts'
import { printRow } from './print-row.ts'

test('memory with a window, and after it was closed', async ({ desktop, home, launch }) => {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const empty = await _electron.launch({
    executablePath: electronBinary(),
    args: [...sandbox, emptyAppFolder, '--window', `--user-data-dir=${home.dataDir}-empty`],
    env: home.env(desktop.bus.address),
  })
  await empty.firstWindow()
  const floor = await bothMemories(empty.process(), inMainOf(empty))
  await empty.close()

  const dormouse = await launch()
  await dormouse.window()
  const ours = await bothMemories(dormouse.process, dormouse.inMain)
  printRow('memory, window open', 'MB', ours.open, { name: 'empty Electron app', value: floor.open })
  printRow('memory, window closed', 'MB', ours.closed, { name: 'empty Electron app', value: floor.closed })
})

async function bothMemories(
  process: ChildProcess,
  inMain: InMain,
): Promise<{ readonly open: number; readonly closed: number }> {
  const pid = process.pid ?? 0
  const open = await settledMemoryOf(pid)
  await inMain(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
  return { open, closed: await settledMemoryOf(pid) }
}
