import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CliFailure } from '../../cli/cli-failure.ts'
import { connectTo } from '../../cli/control-client.ts'
import type { MessagesRequest } from '../../models/practice/messages-request.ts'
import { calls, says } from '../../models/practice/replies.ts'
import type { Reply } from '../../models/practice/responder.ts'
import { createScriptedModel } from '../../models/practice/scripted-responder.ts'
import type { Child, ChildProgram } from '../../store/testing/child-program.ts'
import { type FireOrders, type FireReport, type KillPoint, questionPrompt } from './fire-steps.ts'
import type { PreparedFolder } from './prepared-folder.ts'
import { type FireRows, readFireRows } from './read-fire-rows.ts'

/** Between one start and the next, in milliseconds: the later one finds both slots long due. */
const startGapMs = 10_000

/** What was seen from outside of one fire, until the last process had ended by itself. */
export interface KilledFire {
  /** What each process said that it committed. */
  readonly commits: readonly (readonly string[])[]
  /** Of each process, whether it was killed. */
  readonly killed: readonly boolean[]
  /** Titles of what was shown on the desktop. */
  readonly shown: readonly string[]
  /** Every model call, with the number (from 0) of the process that made it. */
  readonly requests: readonly { readonly start: number; readonly request: MessagesRequest }[]
  readonly rows: FireRows
}

/**
 * Fires on a copy of the folder, in one process after the other: each but the last is killed at its point. Gives up, with
 * no process left, when `signal` aborts.
 */
export async function killedFire(
  program: ChildProgram,
  folder: PreparedFolder,
  kills: readonly KillPoint[],
  signal: AbortSignal,
): Promise<KilledFire> {
  const root = mkdtempSync(join(tmpdir(), 'dm-'))
  const dataDir = join(root, 'data')
  folder.copyTo(dataDir)
  const model = await createScriptedModel([{ always: true, reply: (request) => replyTo(request) }])
  const processes: Awaited<ReturnType<typeof watchFire>>[] = []
  const requests: { start: number; request: MessagesRequest }[] = []
  try {
    for (let start = 0; start <= kills.length; start++) {
      signal.throwIfAborted()
      const orders: FireOrders = {
        dataDir,
        env: { ...model.env },
        now: folder.start + start * startGapMs,
        isFirst: start === 0,
        kill: kills[start] ?? null,
      }
      processes.push(await watchFire(program.start(JSON.stringify(orders)), dataDir, signal))
      for (const request of model.requests.slice(requests.length)) requests.push({ start, request })
    }
    return {
      commits: processes.map(({ commits }) => commits),
      killed: processes.map(({ killed }) => killed),
      shown: processes.flatMap(({ shown }) => shown),
      requests,
      rows: readFireRows(dataDir, folder.start),
    }
  } finally {
    await model.close()
    rmSync(root, { recursive: true, force: true })
  }
}

/** How many replies of the model a request brings along. */
export function repliesIn(request: MessagesRequest): number {
  return request.messages.filter(({ role }) => role === 'assistant').length
}

function replyTo(request: MessagesRequest): Reply {
  switch (repliesIn(request)) {
    case 0:
      return calls('I read the notes first.', ['read_file', { path: 'notes.txt' }])
    case 1:
      return calls(['ask_user', { question: questionPrompt }])
    default:
      return says('Painted it amber.')
  }
}

/** Follows one process until it is gone, answers its question, and ends it when everything has run. */
async function watchFire(child: Child, dataDir: string, signal: AbortSignal) {
  const commits: string[] = []
  const shown: string[] = []
  let killed = false
  let driving: Promise<unknown> = Promise.resolve()
  const giveUp = (): void => void child.kill()
  signal.addEventListener('abort', giveUp)
  try {
    for (let line = await child.line(); line !== null; line = await child.line()) {
      const report = JSON.parse(line) as FireReport
      if (report.kind === 'commit') commits.push(report.step)
      else if (report.kind === 'shown') shown.push(report.title)
      else if (report.kind === 'killed') killed = true
      else if (report.kind === 'ready')
        driving = drive(dataDir, () => child.end()).catch((error: unknown) => error)
    }
    const failure = await driving
    // What fails because the process was killed is what this is about; anything else is not.
    if (failure !== undefined && !(killed && failure instanceof CliFailure)) throw failure
    return { commits, shown, killed }
  } finally {
    signal.removeEventListener('abort', giveUp)
    await child.kill()
  }
}

/** Plays the user over the control socket: answers what is asked, and says when everything has run. */
async function drive(dataDir: string, onDone: () => void): Promise<void> {
  const client = await connectTo(dataDir)
  let isDone = false
  const act = async (): Promise<void> => {
    if (isDone) return
    for (const { id } of await client.call('questions.list', { status: 'open' }))
      await client.call('questions.answer', { id, answer: { kind: 'text', text: 'amber' } })
    const { runs } = await client.call('runs.list', { status: 'succeeded' })
    isDone = runs.length === 2
    if (isDone) onDone()
  }
  // One after the other: a question must not be answered twice.
  let acting = Promise.resolve()
  const look = (): void => {
    acting = acting.then(act)
    acting.catch(() => client.close())
  }
  try {
    await client.subscribe(look, ['question.changed', 'run.changed'])
    look()
    await client.closed
    await acting
  } finally {
    client.close()
  }
}
