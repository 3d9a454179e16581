import type { Question } from '../../src-shared/domain/question.ts'
import { reasonCodeSchema, type ReasonCode, type Run, type RunStatus } from '../../src-shared/domain/run.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Arguments, Command, CommandContext } from './command.ts'
import { findById, findId } from './find-by-id.ts'
import { duration, localTime } from './local-time.ts'
import { printQuestion } from './question-words.ts'
import { tableLines } from './table.ts'

const statuses = {
  queued: true,
  running: true,
  waiting: true,
  succeeded: true,
  failed: true,
  cancelled: true,
  skipped: true,
  missed: true,
  superseded: true,
} satisfies Record<RunStatus, true>

export const listRunsCommand: Command = {
  name: 'runs list',
  usage: '',
  summary: 'List runs, the newest first.',
  options: {
    schedule: { type: 'string', value: '<schedule>', help: 'only those of one schedule' },
    status: {
      type: 'string',
      value: '<status>',
      help: `only those that are ${Object.keys(statuses).join(', ')}`,
    },
    reason: {
      type: 'string',
      value: '<reason>',
      help: `only those late or not run because of it: ${reasonCodeSchema.options.join(', ')}`,
    },
    limit: { type: 'string', value: '<number>', help: 'how many; default: 30' },
  },
  words: { least: 0, most: 0 },
  async run(given, context) {
    const { client, terminal, streams, json, printJson } = context
    const schedule = given.text('schedule')
    const page = await client.call('runs.list', {
      limit: limitOf(given),
      ...statusOf(given),
      ...reasonOf(given),
      ...(schedule === undefined
        ? {}
        : { scheduleId: findById(await client.call('schedules.list', {}), schedule, 'schedule').id }),
    })
    if (json) {
      printJson(page)
      return
    }
    if (page.runs.length === 0) {
      terminal.line('There are no such runs yet.')
      return
    }
    const rows = page.runs.map((run) => [
      run.id,
      localTime(run.nominalAt, streams.timeZone),
      run.status,
      tookOf(run),
      run.title,
      run.reason ?? '',
    ])
    const columns = [
      { title: 'Id' },
      { title: 'Due' },
      { title: 'Status' },
      { title: 'Took', align: 'right' },

      { title: 'Title', shrinks: true },
      { title: 'Reason', shrinks: true },
    ] as const
    terminal.lines(tableLines(columns, rows, streams.columns))
    if (page.nextBefore !== null) terminal.aside('There are older ones: --limit shows more.', 'quiet')
  },
}

export const showRunCommand: Command = {
  name: 'runs show',
  usage: '<run>',
  summary: 'Show one run: its timeline and its result.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { client, terminal, streams, json, printJson } = context
    const run = await client.call('runs.get', { id: await theRunId(given.words, context) })
    if (json) {
      printJson(run)
      return
    }
    terminal.line(`${run.title}: ${run.status}`, 'strong')
    terminal.line(`Due    ${localTime(run.nominalAt, streams.timeZone, 'second')} (${run.origin})`)
    if (run.startedAt !== null) {
      const took = tookOf(run)
      terminal.line(
        `Began  ${localTime(run.startedAt, streams.timeZone, 'second')}${took === '' ? '' : `, took ${took}`}`,
      )
    }
    if (run.reason !== null) terminal.line(`Reason ${run.reason}`)
    const { usage } = run
    if (usage.steps > 0) {
      const read = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
      terminal.line(
        `Usage  ${usage.steps} model calls, ${read} tokens read, ${usage.outputTokens} written, ${money(usage.costMicroUsd)}`,
      )
    }
    if (run.events.length > 0) terminal.line()
    const rows = run.events.map((event) => [
      localTime(event.at, streams.timeZone, 'second').slice(11),
      event.kind,
      event.text,
    ])
    terminal.lines(
      tableLines([{ title: '' }, { title: '' }, { title: '', shrinks: true }], rows, streams.columns).slice(
        1,
      ),
    )
    for (const question of run.status === 'waiting' ? await openQuestions(run.id, context) : []) {
      terminal.line()
      printQuestion(terminal, question, streams.timeZone)
    }
    if (run.result !== null) {
      terminal.line()
      terminal.line(run.result)
    }
  },
}

export const cancelRunCommand: Command = {
  name: 'runs cancel',
  usage: '<run>',
  summary: 'Cancel a run that is queued, running or waiting.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const run = await context.client.call('runs.cancel', { id: await theRunId(given.words, context) })
    if (context.json) context.printJson(run)
    else context.terminal.line(`${run.title} is ${run.status}.`)
  },
}

async function openQuestions(runId: string, { client }: CommandContext): Promise<readonly Question[]> {
  const open = await client.call('questions.list', { status: 'open', limit: 1000 })
  return open.filter((question) => question.runId === runId)
}

/** Beginnings of ids are looked for among the newest runs; whole ids reach every run. */
export async function theRunId([given = '']: readonly string[], { client }: CommandContext): Promise<string> {
  const { runs } = await client.call('runs.list', { limit: 500 })
  return findId(runs, given, 'run')
}

function limitOf(given: Arguments): number {
  const limit = Number(given.text('limit') ?? 30)
  if (!Number.isInteger(limit) || limit < 1 || limit > 500)
    throw wrongUsage('--limit is a number from 1 to 500.')
  return limit
}

function statusOf(given: Arguments): { status?: RunStatus } {
  const status = given.text('status')
  if (status === undefined) return {}
  if (!isStatus(status)) throw wrongUsage(`--status is one of ${Object.keys(statuses).join(', ')}.`)
  return { status }
}

function reasonOf(given: Arguments): { reason?: ReasonCode } {
  const text = given.text('reason')
  if (text === undefined) return {}
  const reason = reasonCodeSchema.safeParse(text)
  if (!reason.success) throw wrongUsage(`--reason is one of ${reasonCodeSchema.options.join(', ')}.`)
  return { reason: reason.data }
}

function isStatus(text: string): text is RunStatus {
  return Object.hasOwn(statuses, text)
}

function tookOf({ startedAt, endedAt }: Run): string {
  return startedAt === null || endedAt === null ? '' : duration(endedAt - startedAt)
}

function money(microUsd: number): string {
  return `$${(microUsd / 1_000_000).toFixed(microUsd < 10_000 ? 4 : 2)}`
}
