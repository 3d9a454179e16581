import { access, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import { cleanedEnvironment } from './cleaned-environment.ts'
import type { Launched, LaunchOrder } from './launch.ts'
import type { ChildLimits, Confinement } from './sandbox.ts'
import { superviseChild } from './supervise-child.ts'

const limits: ChildLimits = { wallMs: 10_000, cpuSeconds: 5, processes: 20, outputBytes: 65_536 }
const mostWords = 2000

// It reads what it may, writes where it may, and then does what must fail.
const trial = `
set -e
[ "$(cat outside.txt)" = seen ]
echo in > inside/proof
if (echo out > proof) 2>/dev/null; then echo 'it could write outside'; exit 1; fi
if grep -q secret hidden.txt 2>/dev/null; then echo 'it could read what is hidden'; exit 1; fi
`

/** Tries for real whether a child is confined. `null`: it is; else what went wrong. */
export async function tryWalls(
  dataDir: string,
  clock: Clock,
  env: NodeJS.ProcessEnv,
  launch: (order: LaunchOrder, confine: Confinement) => Promise<Launched>,
): Promise<string | null> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const folder = await realpath(await mkdtemp(join(dataDir, 'sandbox-trial-')))
  try {
    await mkdir(join(folder, 'inside'))
    await writeFile(join(folder, 'outside.txt'), 'seen')
    await writeFile(join(folder, 'hidden.txt'), 'secret')
    const launched = await launch(
      { argv: ['/bin/sh', '-c', trial], cwd: folder, env: cleanedEnvironment(env), limits },
      { writable: [join(folder, 'inside')], readOnly: [], hidden: [join(folder, 'hidden.txt')], hosts: [] },
    )
    let said = ''
    for (const stream of [launched.child.stdout, launched.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(0, mostWords)))
    }
    const { signal } = new AbortController()
    const end = await superviseChild(launched, { limits, signal, clock }).ended
    if (end.kind === 'failed') return end.message
    if (end.kind !== 'exit' || end.code !== 0)
      return said.trim() || `the trial ended with ${JSON.stringify(end)}`
    if (await exists(join(folder, 'proof'))) return 'it could write outside'
    return (await exists(join(folder, 'inside', 'proof'))) ? null : 'it could not write inside'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
