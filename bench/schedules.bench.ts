import { parseReadyLine } from '../e2e/harness/ready.ts'
import type { SpawnedDormouse } from '../e2e/harness/spawn-dormouse.ts'
import { expect, test } from '../e2e/harness/test.ts'
import { cpuBetween, cpuOf } from './cpu-of.ts'
import { endProcess, startEmptyApp } from './empty-app.ts'
import { firstLine } from './first-line.ts'
import { median } from './median.ts'
import { settledMemoryOf } from './memory-of.ts'
import { prepareFolder } from './prepared-folder.ts'
import { printRow } from './print-row.ts'
import { connectPromptly } from './prompt-client.ts'
import { printRouteLatencies } from './route-latencies.ts'
import { addStandingSchedules } from './standing-schedules.ts'

const standing = 10_000
const rounds = 5
/** About half a minute after a start V8 collects what the start left behind: that belongs to the start. */
const settleMs = 45_000
const restMs = 60_000

/** The figure with 10,000 schedules, that of the same application without any, and that of an empty one. */
interface Three<T> {
  readonly many: T
  readonly none: T
  readonly empty: T
}

test('10,000 schedules: start, memory, CPU at rest, and what programs ask', async ({
  desktop,
  home,
  start,
}) => {
  test.setTimeout(240_000)
  const folders = { many: `${home.dataDir}-many`, none: home.dataDir }
  let withSlots: string[] = []
  await prepareFolder(folders.none, () => undefined)
  await prepareFolder(folders.many, (filler) => {
    withSlots = addStandingSchedules(filler, standing, 20)
  })
  const startOn = async (which: keyof typeof folders): Promise<[SpawnedDormouse, number]> => {
    const begin = performance.now()
    const dormouse = start({ args: ['--hidden'], env: { DORMOUSE_DATA_DIR: folders[which] } })
    await firstLine(dormouse.process)
    const took = performance.now() - begin
    expect(parseReadyLine(dormouse.stdout())?.schedules).toBe(which === 'many' ? standing : 0)
    return [dormouse, took]
  }
  const startMs = { many: [] as number[], none: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    for (const which of ['none', 'many'] as const) {
      const [dormouse, took] = await startOn(which)
      // In its first start a folder gets what Chromium keeps there.
      if (round > 0) startMs[which].push(took)
      await endProcess(dormouse.process, 'SIGTERM')
    }
  }
  const none = { name: 'no schedules', value: median(startMs.none) }
  printRow('start, spawn to armed', 'ms', median(startMs.many), none)

  const emptyApp = await startEmptyApp(home.env(desktop.bus.address), `${home.dataDir}-empty`)
  try {
    const [manyApp] = await startOn('many')
    const [noneApp] = await startOn('none')
    // At the same time, so that the three share their pages alike and have the same minute.
    const processes = [manyApp.process, noneApp.process, emptyApp]
    await pause(settleMs)
    print('memory', 'MB', await ofThree(processes, settledMemoryOf))
    const before = await ofThree(processes, cpuOf)
    print(
      'CPU of the start',
      'ms',
      mapThree(before, (time) => time.all),
    )
    await pause(restMs)
    const after = await ofThree(processes, cpuOf)
    const used = {
      many: cpuBetween(before.many, after.many),
      none: cpuBetween(before.none, after.none),
      empty: cpuBetween(before.empty, after.empty),
    }
    const rest = `CPU in ${restMs / 1000} s at rest`
    print(
      `${rest}, main process`,
      'ms',
      mapThree(used, (time) => time.main),
    )
    print(
      `${rest}, all of them`,
      'ms',
      mapThree(used, (time) => time.all),
    )

    const client = await connectPromptly((await manyApp.ready()).socketPath, [])
    const floor = await connectPromptly((await noneApp.ready()).socketPath, [])
    await printRouteLatencies(floor, client, withSlots)
    for (const each of [client, floor]) each.close()
  } finally {
    await endProcess(emptyApp)
  }
})

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

type Processes = readonly { readonly pid?: number | undefined }[]

async function ofThree<T>(processes: Processes, measure: (pid: number) => T | Promise<T>): Promise<Three<T>> {
  const [many, none, empty] = processes.map(async ({ pid = 0 }) => measure(pid))
  if (!many || !none || !empty) throw new Error('Three applications are compared.')
  return { many: await many, none: await none, empty: await empty }
}

function mapThree<T>({ many, none, empty }: Three<T>, figure: (value: T) => number): Three<number> {
  return { many: figure(many), none: figure(none), empty: figure(empty) }
}

function print(what: string, unit: string, { many, none, empty }: Three<number>): void {
  printRow(what, unit, many, { name: 'no schedules', value: none })
  printRow(what, unit, many, { name: 'empty Electron app', value: empty })
}
