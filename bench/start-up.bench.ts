import { rmSync } from 'node:fs'
import { test } from '../e2e/harness/test.ts'
import { endProcess, startEmptyApp } from './empty-app.ts'
import { firstLine } from './first-line.ts'
import { median } from './median.ts'
import { settledMemoryOf } from './memory-of.ts'
import { printRow } from './print-row.ts'

const rounds = 7

test('start-up, from spawn to armed, and memory with a tray and never a window', async ({
  desktop,
  home,
  start,
}) => {
  const env = home.env(desktop.bus.address)
  const floor: number[] = []
  const ours: number[] = []
  const floorMemory: number[] = []
  const ourMemory: number[] = []
  for (let round = 0; round < rounds; round++) {
    const isLast = round === rounds - 1
    const folder = `${home.dataDir}-empty`
    const before = performance.now()
    const empty = await startEmptyApp(env, folder)
    floor.push(performance.now() - before)
    if (isLast) floorMemory.push(await settledMemoryOf(empty.pid ?? 0))
    await endProcess(empty)

    const begin = performance.now()
    const dormouse = start({ args: ['--hidden'] })
    await firstLine(dormouse.process)
    ours.push(performance.now() - begin)
    if (isLast) ourMemory.push(await settledMemoryOf(dormouse.process.pid ?? 0))
    await endProcess(dormouse.process)
    // Every round is a first start: a folder that is there already is faster.
    for (const path of [folder, home.dataDir]) rmSync(path, { recursive: true, force: true })
  }
  printRow('start-up, spawn to armed', 'ms', median(ours), {
    name: 'empty Electron app',
    value: median(floor),
  })
  printRow('memory, tray only', 'MB', median(ourMemory), {
    name: 'empty Electron app',
    value: median(floorMemory),
  })
})
