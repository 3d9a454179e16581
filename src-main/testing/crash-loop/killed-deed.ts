import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagesRequest } from '../../models/practice/messages-request.ts'
import { calls, says } from '../../models/practice/replies.ts'
import { createScriptedModel } from '../../models/practice/scripted-responder.ts'
import type { Child, ChildProgram } from '../../store/testing/child-program.ts'
import { before, type DeedCase } from './deed-cases.ts'
import type { DeedEnd, DeedOrders, DeedPoint, DeedReport } from './deed-orders.ts'

/** Between one start and the next, in milliseconds. */
const startGapMs = 10_000
const start = Date.UTC(2026, 10, 21, 9)

let held = 0

/** What was seen of one deed, until the last process had ended by itself. */
export interface KilledDeed {
  /** The points that each process passed, in order. */
  readonly points: readonly (readonly DeedPoint[])[]
  /** Of each process, whether it was killed. */
  readonly killed: readonly boolean[]
  readonly end: DeedEnd | null
  readonly requests: readonly MessagesRequest[]
  /** What was still running at the end and must not be. */
  readonly leftOver: readonly string[]
}

/**
 * Lets the model call the tool once, in one process after the other: each but the last is killed at its point. Gives up,
 * with no process left, when `signal` aborts.
 */
export async function killedDeed(
  program: ChildProgram,
  deed: DeedCase,
  kills: readonly DeedPoint[],
  signal: AbortSignal,
): Promise<KilledDeed> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'dm-')))
  const files = join(root, 'files')
  mkdirSync(files)
  mkdirSync(join(root, 'data'), { mode: 0o700 })
  for (const [name, content] of Object.entries(before)) writeFileSync(join(files, name), content)
  const isHeld = kills.some(({ name }) => name === deed.middle)
  // Nothing else on this machine sleeps as long, so its process can be told from all others.
  const hold = `30.${process.pid}0${++held}`
  const model = await createScriptedModel([
    {
      always: true,
      reply: (request) =>
        repliesIn(request) === 0 ? calls([deed.tool, deed.input(isHeld ? hold : null)]) : says('Done.'),
    },
  ])
  const processes: Awaited<ReturnType<typeof watchDeed>>[] = []
  try {
    for (let turn = 0; turn <= kills.length; turn++) {
      signal.throwIfAborted()
      const server = {
        command: process.execPath,
        args: [join(import.meta.dirname, 'marking-server.mjs'), files],
      }
      const orders: DeedOrders = {
        root,
        env: { PATH: process.env['PATH'] ?? '', HOME: root, ...model.env },
        now: start + turn * startGapMs,
        isFirst: turn === 0,
        server: deed.tool.startsWith('mcp__') ? server : null,
        kill: kills[turn] ?? null,
      }
      processes.push(await watchDeed(program.start(JSON.stringify(orders)), signal))
    }
    return {
      points: processes.map(({ points }) => points),
      killed: processes.map(({ killed }) => killed),
      end: processes.at(-1)?.end ?? null,
      requests: model.requests,
      leftOver: processesWith([root, hold]),
    }
  } finally {
    await model.close()
    rmSync(root, { recursive: true, force: true })
  }
}

function repliesIn(request: MessagesRequest): number {
  return request.messages.filter(({ role }) => role === 'assistant').length
}

async function watchDeed(child: Child, signal: AbortSignal) {
  const points: DeedPoint[] = []
  let killed = false
  let end: DeedEnd | null = null
  const giveUp = (): void => void child.kill()
  signal.addEventListener('abort', giveUp)
  try {
    for (let line = await child.line(); line !== null; line = await child.line()) {
      const report = JSON.parse(line) as DeedReport
      if (report.kind === 'point') points.push({ name: report.name, nth: report.nth, side: report.side })
      else if (report.kind === 'killed') killed = true
      else end = report.end
    }
    return { points, killed, end }
  } finally {
    signal.removeEventListener('abort', giveUp)
    await child.kill()
  }
}

/** The command lines of all processes that hold one of the words; none outside of Linux. */
function processesWith(words: readonly string[]): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return []
    try {
      const line = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')
      return words.some((word) => line.includes(word)) ? [line] : []
    } catch {
      return []
    }
  })
}
