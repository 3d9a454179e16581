// The whole resident application as a process of its own, which fires its schedules and kills itself with SIGKILL at the
// commit that it is told. What it commits and shows it says on standard output, one JSON line each.
import { writeSync } from 'node:fs'
import { compose } from '../../compose.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createFakeDesktop } from '../fake-desktop.ts'
import { createTestClock } from '../test-clock.ts'
import { type FireOrders, type FireReport, reportTitle, slotGapMs } from './fire-steps.ts'
import { watchCommits } from './watch-commits.ts'

const { dataDir, env, now, isFirst, kill } = JSON.parse(process.argv[2] ?? '') as FireOrders

// Written at once: what stays in a buffer dies with the process.
function say(report: FireReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`)
}

watchCommits((step, side) => {
  if (side === 'after') say({ kind: 'commit', step })
  if (kill?.step !== step || kill.side !== side) return
  say({ kind: 'killed' })
  process.kill(process.pid, 'SIGKILL')
})

const clock = createTestClock(now)
const desktop = createFakeDesktop()
const app = compose({
  machineId: null,
  dataDir,
  version: '0.0.0',
  env: { ...env },
  clock,
  logger: { ...silentLogger, error: (message, detail) => console.error(message, detail) },
  desktop: {
    ...desktop,
    notifier: {
      ...desktop.notifier,
      show({ title }) {
        say({ kind: 'shown', title })
        return Promise.resolve(true)
      },
      withdraw: () => say({ kind: 'withdrawn' }),
    },
  },
})

function passSlot(): void {
  clock.advance(slotGapMs)
  app.wake('clock')
}

app.events.subscribe(({ event, data }) => {
  // After the effects of the commit that is being told.
  if (event === 'run.changed' && data.title === reportTitle && data.status === 'succeeded')
    queueMicrotask(passSlot)
})
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)))
await app.start()
if (isFirst) passSlot()
say({ kind: 'ready' })
