import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import { CliFailure } from '../../cli/cli-failure.ts'
import { connectTo, type ControlClient } from '../../cli/control-client.ts'
import type { MessagesRequest } from '../../models/practice/messages-request.ts'
import { createScriptedModel } from '../../models/practice/scripted-responder.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Child, ChildProgram } from '../../store/testing/child-program.ts'
import { answerTo } from './ask-answers.ts'
import {
  type AskJob,
  type AskKill,
  type AskOrders,
  type AskReport,
  deedsFile,
  type JobKind,
} from './ask-orders.ts'
import { replyTo } from './ask-script.ts'
import { type AskRows, readAskRows } from './read-ask-rows.ts'

/** Between one start and the next, in milliseconds. */
const startGapMs = 600_000
const start = Date.UTC(2026, 10, 21, 9)

/** What the user tried for one question. */
export interface Attempts {
  /** The words that each attempt would have left. */
  readonly words: string[]
  /** Of the attempt that was acknowledged; `null`: none was. */
  acknowledged: string | null
}

/** What was seen of a folder of jobs whose processes were killed one after the other. */
export interface AskedLane {
  readonly jobs: readonly AskJob[]
  readonly kills: readonly AskKill[]
  /** Of each process, whether it was killed, and not merely ended because nothing was left to do. */
  readonly killed: readonly boolean[]
  /** Rows that did not fit each other after some commit or start. */
  readonly broken: readonly string[]
  readonly attempts: ReadonlyMap<string, Attempts>
  /** Everything that the desktop was told, by key. */
  readonly shown: readonly { readonly key: string; readonly text: string }[]
  readonly requests: readonly MessagesRequest[]
  readonly rows: AskRows
  /** The lines that the jobs' commands left. */
  readonly deeds: readonly string[]
  /** The text of the vault's file. */
  readonly vault: string
}

/**
 * One process after the other over one folder, each with a new job until there are no more, each but the last killed.
 * Gives up, with no process left, when `signal` aborts.
 */
export async function askedLane(
  program: ChildProgram,
  kills: readonly AskKill[],
  jobs: readonly AskJob[],
  signal: AbortSignal,
): Promise<AskedLane> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'dm-')))
  const dataDir = join(root, 'data')
  mkdirSync(join(root, 'files'))
  writeFileSync(join(root, 'files', deedsFile), '')
  mkdirSync(dataDir, { mode: 0o700 })
  const model = await createScriptedModel([{ always: true, reply: replyTo }])
  const lane = {
    killed: [] as boolean[],
    broken: [] as string[],
    attempts: new Map<string, Attempts>(),
    begun: new Set<string>(),
    shown: [] as { key: string; text: string }[],
  }
  try {
    // What is broken once may never come to an end.
    for (let turn = 0; turn <= kills.length && lane.broken.length === 0; turn++) {
      signal.throwIfAborted()
      const kill = kills[turn] ?? null
      const orders: AskOrders = {
        root,
        env: { PATH: process.env['PATH'] ?? '', HOME: root, ...model.env },
        now: start + turn * startGapMs,
        jobs: jobs.slice(0, turn + 1).filter(({ name }) => !lane.begun.has(name)),
        kill: kill?.kind === 'point' ? kill : null,
      }
      await watchLane(program.start(JSON.stringify(orders)), { dataDir, kill, turn, lane, jobs, signal })
    }
    return {
      ...lane,
      jobs,
      kills,
      requests: model.requests,
      rows: readAskRows(dataDir),
      deeds: readFileSync(join(root, 'files', deedsFile), 'utf8')
        .split('\n')
        .filter(Boolean),
      vault: vaultOf(dataDir),
    }
  } finally {
    await model.close()
    rmSync(root, { recursive: true, force: true })
  }
}

function vaultOf(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'vault.json'), 'utf8')
  } catch {
    return ''
  }
}

interface Watch {
  readonly dataDir: string
  readonly kill: AskKill | null
  readonly turn: number
  readonly lane: {
    readonly attempts: Map<string, Attempts>
    readonly killed: boolean[]
    readonly broken: string[]
    readonly shown: { key: string; text: string }[]
    readonly begun: Set<string>
  }
  readonly jobs: readonly AskJob[]
  readonly signal: AbortSignal
}

/** Follows one process until it is gone, and plays the user. */
async function watchLane(child: Child, watch: Watch): Promise<void> {
  const { lane, kill, signal } = watch
  let killed = false
  /** What it said before it died, and nobody had read yet. */
  let unread: Promise<string[]> = Promise.resolve([])
  const shoot = (): void => {
    if (killed) return
    killed = true
    unread = child.kill()
  }
  let driving: Promise<unknown> = Promise.resolve()
  const over = new AbortController()
  const hear = (line: string): void => {
    const report = JSON.parse(line) as AskReport
    switch (report.kind) {
      case 'killed':
        killed = true
        return
      case 'begun':
        lane.begun.add(report.job)
        return
      case 'shown':
        lane.shown.push({ key: report.key, text: report.text })
        return
      case 'broken':
        lane.broken.push(...report.rows.map((row) => `${watch.turn} ${report.at}: ${row}`))
        shoot()
        return
      case 'idle':
        // Whoever waits for an instant still gets it, with everything at rest.
        if (kill?.kind !== 'instant') child.end()
        return
      case 'ready':
        driving = drive(watch, shoot).catch((error: unknown) => error)
        if (kill?.kind === 'instant')
          void systemClock.sleep(kill.ms, over.signal).then(shoot, () => undefined)
        return
      default:
        assertNever(report)
    }
  }
  signal.addEventListener('abort', shoot)
  try {
    for (let line = await child.line(); line !== null; line = await child.line()) hear(line)
    for (const line of await unread) hear(line)
    lane.killed.push(killed)
    const failure = await driving
    // What fails because the process is gone is what this is about; anything else is not.
    if (failure !== undefined && !(failure instanceof CliFailure && failure.code === 'unavailable'))
      throw failure
  } finally {
    over.abort()
    signal.removeEventListener('abort', shoot)
    await child.kill()
  }
}

/** Answers over the control socket whatever is asked, until the process is gone. */
async function drive({ dataDir, lane, kill, turn, jobs }: Watch, shoot: () => void): Promise<void> {
  const client = await connectTo(dataDir)
  const act = async (): Promise<void> => {
    for (const question of await client.call('questions.list', { status: 'open' })) {
      const name = /lane\d+-\d+/.exec(question.prompt + question.account)?.[0]
      const kind = jobs.find((job) => job.name === name)?.kind
      if (kind === undefined) throw new Error(`nobody knows who asks "${question.prompt}"`)
      const attempts = lane.attempts.get(question.id) ?? { words: [], acknowledged: null }
      lane.attempts.set(question.id, attempts)
      if (attempts.acknowledged !== null)
        throw new Error(`"${question.prompt}" is open, and was answered with "${attempts.acknowledged}"`)
      attempts.acknowledged = await give(client, question, kind, attempts)
      if (kill?.kind === 'acknowledged') shoot()
    }
  }
  // One after the other: a question must not be answered twice.
  let acting = Promise.resolve()
  const look = (): void => {
    acting = acting.then(act)
    acting.catch(() => client.close())
  }
  try {
    await client.subscribe(look, ['question.changed'])
    look()
    await client.closed
    await acting
  } finally {
    client.close()
  }

  async function give(
    to: ControlClient,
    question: Question,
    kind: JobKind,
    { words }: Attempts,
  ): Promise<string> {
    const given = answerTo(question, kind, words.length)
    words.push(given.words)
    const isTyped = question.kind === 'question' || question.kind === 'choice'
    // Now from the inbox, now with the chip of the conversation.
    if (isTyped && turn % 2 === 0)
      await to.call('conversations.send', {
        conversationId: question.deliverTo,
        text: given.words,
        answers: question.id,
        clientId: `client ${question.id}`,
      })
    else await to.call('questions.answer', { id: question.id, answer: given.answer })
    return given.words
  }
}
