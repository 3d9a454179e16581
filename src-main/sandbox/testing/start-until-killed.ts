// Starts a child in a sandbox and one without, each sleeping as long as it is told, and says so; then waits to be killed.
import { writeSync } from 'node:fs'
import { systemClock } from '../../platform/clock.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createSandbox } from '../sandbox.ts'

const [dataDir = '', boxed = '', bare = ''] = process.argv.slice(2)
const sandbox = createSandbox({ dataDir, env: process.env, clock: systemClock, logger: silentLogger })
const limits = { wallMs: null, cpuSeconds: 60, processes: 50, outputBytes: 1024 }
const line = (seconds: string): string =>
  `trap '' TERM HUP; sleep ${seconds} & echo ready; wait; sleep ${seconds}`

for (const [seconds, confine] of [
  [boxed, { writable: [dataDir], readOnly: [], hidden: [], hosts: [] }],
  [bare, null],
] as const) {
  const argv = ['/bin/sh', '-c', line(seconds)] as const
  const child = await sandbox.spawn({ argv, cwd: dataDir, confine, limits }, new AbortController().signal)
  await new Promise((said) => child.stdout.once('data', said))
}
writeSync(1, 'ready\n')
await systemClock.sleep(600_000)
