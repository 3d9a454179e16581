import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../platform/clock.ts'
import { systemClock } from '../../platform/clock.ts'
import { silentLogger } from '../../platform/logger.ts'
import {
  type Child,
  type ChildEnd,
  type ChildLimits,
  type Confinement,
  createSandbox,
  type Sandbox,
} from '../sandbox.ts'

/** A sandbox of a test with a folder that its children may write to, and one beside it. */
export interface TestSandbox {
  readonly sandbox: Sandbox
  /** Absolute and real, as all of these. */
  readonly folder: string
  readonly inside: string
  readonly outside: string
  /** Runs a line of shell, confined to `inside` unless told otherwise. */
  sh(line: string, part?: Part): Promise<Child>
  /** The same until its end, with what it wrote. */
  run(line: string, part?: Part): Promise<Ran>
  close(): Promise<void>
}

export interface Ran {
  readonly end: ChildEnd
  readonly out: string
  readonly err: string
}

interface Part {
  readonly confine?: Partial<Confinement> | null
  readonly limits?: Partial<ChildLimits>
  readonly signal?: AbortSignal
  readonly env?: Readonly<Record<string, string>>
}

const limits: ChildLimits = { wallMs: 60_000, cpuSeconds: 60, processes: 100, outputBytes: 1024 * 1024 }

export async function openSandbox(
  part: { readonly env?: NodeJS.ProcessEnv; readonly clock?: Clock } = {},
): Promise<TestSandbox> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dormouse-box-')))
  const [inside, outside, dataDir] = ['inside', 'outside', 'data'].map((name) => join(folder, name))
  if (inside === undefined || outside === undefined || dataDir === undefined) throw new Error('no folders')
  await Promise.all([inside, outside, dataDir].map((path) => mkdir(path)))
  const sandbox = createSandbox({
    dataDir,
    env: part.env ?? process.env,
    clock: part.clock ?? systemClock,
    logger: silentLogger,
  })
  const sh = (line: string, { confine = {}, env = {}, signal, ...rest }: Part = {}): Promise<Child> =>
    sandbox.spawn(
      {
        argv: ['/bin/sh', '-c', line],
        cwd: inside,
        env,
        confine:
          confine === null ? null : { writable: [inside], readOnly: [], hidden: [], hosts: [], ...confine },
        limits: { ...limits, ...rest.limits },
      },
      signal ?? new AbortController().signal,
    )
  return {
    sandbox,
    folder,
    inside,
    outside,
    sh,
    async run(line, given) {
      const child = await sh(line, given)
      child.stdin.end()
      const [out, err, end] = await Promise.all([text(child.stdout), text(child.stderr), child.ended])
      return { end, out, err }
    },
    async close() {
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let whole = ''
  for await (const chunk of stream) whole += String(chunk)
  return whole
}
