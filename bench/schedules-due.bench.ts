import { join } from 'node:path'
import type { Run } from '../src-shared/domain/run.ts'
import { openSqliteFile } from '../src-main/store/sqlite-driver.ts'
import { expect, test } from '../e2e/harness/test.ts'
import { startBareScheduler } from './bare-scheduler.ts'
import { startControlProbe } from './control-probe.ts'
import { endProcess } from './empty-app.ts'
import { mean, percentile } from './percentile.ts'
import { type FolderFiller, prepareFolder } from './prepared-folder.ts'
import { printRow } from './print-row.ts'
import { connectPromptly, type PromptClient } from './prompt-client.ts'
import { addStandingSchedules } from './standing-schedules.ts'

const standing = 10_000
const fires = 1000
const stepMs = 60
/** From the filling of the folder to the first fire: by then everything runs and is at rest. */
const leadMs = 25_000
/** Between the last of the minute and the crowd; and how long before it the status is asked. */
const breathMs = 8000
const restMs = 4000
const askEveryMs = 5
/** For the last of what is due; what has not come by then counts as lost. */
const patienceMs = 20_000

test('1,000 reminders within a minute and 1,000 at once, among 10,000 schedules', async ({
  desktop,
  home,
  start,
}) => {
  test.setTimeout(240_000)
  const env = home.env(desktop.bus.address)
  const first = Date.now() + leadMs
  const crowdAt = first + fires * stepMs + breathMs
  const minute: string[] = []
  const crowd: string[] = []
  await prepareFolder(home.dataDir, (filler) => {
    addStandingSchedules(filler, standing, 20)
    for (let i = 0; i < fires; i++) minute.push(addReminder(filler, `Minute ${i}`, first + i * stepMs))
    for (let i = 0; i < fires; i++) crowd.push(addReminder(filler, `Crowd ${i}`, crowdAt))
  })
  const { socketPath } = await start({ args: ['--hidden'] }).ready()
  // In the same minute on the same machine, each half a step from ours, so that neither delays the other.
  const jobs = { first: first + stepMs / 2, count: fires, stepMs }
  const bare = await startBareScheduler(env, `${home.dataDir}-bare`, jobs)
  const probe = await startControlProbe(socketPath)
  try {
    expect(Date.now(), 'this machine is too slow: it was not ready at the first fire').toBeLessThan(first)
    const inMinute = await probe.listen({
      runs: fires,
      withinMs: leadMs + fires * stepMs + patienceMs,
      everyMs: 0,
    })
    const theirs = await bare.lateness
    await endProcess(bare.process)
    await until(crowdAt - restMs)
    const atOnce = await probe.listen({ runs: fires, withinMs: restMs + patienceMs, everyMs: askEveryMs })

    const client = await connectPromptly(socketPath, [])
    const runs = await runsSince(client, first)
    client.close()
    const bareCommits = commitsAlone(join(home.dataDir, 'bench.sqlite'))
    const succeeded = runs.filter(({ status }) => status === 'succeeded')
    expect(unlikeOnce(runs, [...minute, ...crowd]), 'one row for each slot').toEqual([])
    expect(unlikeOnce(succeeded, [...minute, ...crowd]), 'every one succeeded').toEqual([])
    expect(unlikeOnce(inMinute.heard, minute), 'heard once, in the minute').toEqual([])
    expect(unlikeOnce(atOnce.heard, crowd), 'heard once, of the crowd').toEqual([])

    const dueAt = new Map(runs.map((run) => [run.scheduleId, run.nominalAt]))
    const heardLate = inMinute.heard.map(({ scheduleId, at }) => at - (dueAt.get(scheduleId) ?? Number.NaN))
    const inRow = latenessOf(runs, minute)
    printLateness('lateness, as in its row', inRow, { name: 'bare node-schedule', values: theirs.fired })
    const kept = { name: 'bare node-schedule and a commit', values: theirs.kept }
    printLateness('lateness, as heard', heardLate, kept)

    const last = Math.max(...atOnce.heard.map(({ at }) => at)) - crowdAt
    printRow('1,000 due at once, the last', 'ms', last, { name: '1,000 bare commits', value: bareCommits })
    const waits = (isCrowd: boolean): number[] =>
      atOnce.waits.filter(({ at }) => at >= crowdAt === isCrowd).map(({ ms }) => ms)
    for (const [name, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
      ['longest', 1],
    ] as const) {
      const rest = { name: 'at rest', value: percentile(waits(false), share) }
      printRow(`app.status meanwhile, ${name}`, 'ms', percentile(waits(true), share), rest)
    }
  } finally {
    for (const { process: child } of [probe, bare]) if (child.exitCode === null) child.kill('SIGKILL')
  }
})

function addReminder(filler: FolderFiller, title: string, at: number): string {
  return filler.addSchedule(title, { kind: 'notify', text: title }, { kind: 'once', at }, at)
}

async function until(at: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(at - Date.now(), 0)))
}

/** The rows of all slots from `first` on. */
async function runsSince(client: PromptClient, first: number): Promise<Run[]> {
  const runs: Run[] = []
  let before: number | null = null
  do {
    const cursor: { before?: number } = before === null ? {} : { before }
    const page = await client.request('runs.list', { limit: 500, ...cursor })
    runs.push(...(page['runs'] as Run[]))
    before = page['nextBefore'] as number | null
  } while (before !== null && (runs.at(-1)?.nominalAt ?? 0) >= first)
  return runs.filter((run) => run.nominalAt >= first)
}

/** The schedules that did not fire once, with how often they did. */
function unlikeOnce(
  fired: readonly { readonly scheduleId: string | null }[],
  scheduleIds: readonly string[],
): string[] {
  const counts = new Map(scheduleIds.map((id) => [id, 0]))
  for (const { scheduleId: id } of fired) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].filter(([, count]) => count !== 1).map(([id, count]) => `${id}: ${count}`)
}

function latenessOf(runs: readonly Run[], scheduleIds: readonly string[]): number[] {
  const wanted = new Set(scheduleIds)
  return runs
    .filter(({ scheduleId }) => scheduleId !== null && wanted.has(scheduleId))
    .map(({ startedAt, nominalAt }) => (startedAt ?? Number.NaN) - nominalAt)
}

function printLateness(
  what: string,
  ours: readonly number[],
  floor: { readonly name: string; readonly values: readonly number[] },
): void {
  const figures = {
    p50: (values: readonly number[]) => percentile(values, 0.5),
    p99: (values: readonly number[]) => percentile(values, 0.99),
    mean,
  }
  // Both are noted in whole milliseconds, each of which stands for its middle.
  for (const [name, figure] of Object.entries(figures))
    printRow(`${what}, ${name}`, 'ms', figure(ours) + 0.5, {
      name: floor.name,
      value: figure(floor.values) + 0.5,
    })
}

/** Milliseconds that so many commits of one row each take on this disk, under the pragmas of the application. */
function commitsAlone(path: string): number {
  const database = openSqliteFile(path)
  database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  const begin = performance.now()
  for (let i = 0; i < fires; i++)
    database.transaction(() => database.prepare('INSERT INTO rows (text) VALUES (?)').run('A reminder'))
  const took = performance.now() - begin
  database.close()
  return took
}
