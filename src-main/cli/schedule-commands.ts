import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Arguments, Command, CommandContext } from './command.ts'
import { findById } from './find-by-id.ts'
import { localDay, localTime } from './local-time.ts'
import { instantOf } from './duration-words.ts'
import { tableLines } from './table.ts'

type AfterPause = NonNullable<RouteInput<'schedules.resume'>['missed']>

const afterPause = { skip: true, 'run-once': true, 'run-all': true } satisfies Record<AfterPause, true>

export const listSchedulesCommand: Command = {
  name: 'schedules list',
  usage: '',
  summary: 'List the schedules.',
  words: { least: 0, most: 0 },
  async run(_given, { client, terminal, streams, json, printJson }) {
    const schedules = await client.call('schedules.list', {})
    if (json) {
      printJson(schedules)
      return
    }
    if (schedules.length === 0) {
      terminal.line('There are no schedules. Make one: dormouse schedules add "every weekday at 9 …"')
      return
    }
    const rows = schedules.map((schedule) => [
      schedule.id,
      nextOf(schedule, streams.timeZone),
      String(schedule.runsCount),
      schedule.title,
    ])
    const columns = [
      { title: 'Id' },
      { title: 'Next' },
      { title: 'Runs', align: 'right' },
      { title: 'Title', shrinks: true },
    ] as const
    terminal.lines(tableLines(columns, rows, streams.columns))
  },
}

export const runScheduleCommand: Command = {
  name: 'schedules run',
  usage: '<schedule>',
  summary: 'Run a schedule now. When it fires next stays as it is.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { id, title } = await theSchedule(given.words, context)
    const run = await context.client.call('schedules.runNow', { id })
    if (context.json) context.printJson(run)
    else
      context.terminal.line(
        `${title}: ${run.status}${run.reason === null ? '' : `, ${run.reason}`}. Run ${run.id}`,
      )
  },
}

export const pauseScheduleCommand: Command = {
  name: 'schedules pause',
  usage: '<schedule>',
  summary: 'Let a schedule rest until it is resumed.',
  options: { reason: { type: 'string', value: '<text>', help: 'why, as it is shown' } },
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { id } = await theSchedule(given.words, context)
    const reason = given.text('reason')
    const schedule = await context.client.call('schedules.pause', {
      id,
      ...(reason === undefined ? {} : { reason }),
    })
    if (context.json) context.printJson(schedule)
    else context.terminal.line(`${schedule.title} is paused.`)
  },
}

export const resumeScheduleCommand: Command = {
  name: 'schedules resume',
  usage: '<schedule>',
  summary: 'Let a paused schedule fire again.',
  options: {
    missed: {
      type: 'string',
      value: `<${Object.keys(afterPause).join('|')}>`,
      help: 'what becomes of the times since it was paused; default: skip',
    },
  },
  words: { least: 1, most: 1 },
  async run(given, context) {
    const missed = missedOf(given)
    const { id } = await theSchedule(given.words, context)
    const schedule = await context.client.call('schedules.resume', { id, ...missed })
    if (context.json) context.printJson(schedule)
    else {
      const next = schedule.nextAt === null ? 'never' : localDay(schedule.nextAt, context.streams.timeZone)
      context.terminal.line(`${schedule.title} is resumed. Next: ${next}`)
    }
  },
}

export const whyScheduleCommand: Command = {
  name: 'schedules why',
  usage: '<schedule> <date time>',
  summary: 'Say what became of a time of a schedule: why it did not run, or that it did.',
  words: { least: 2, most: 3 },
  async run(given, context) {
    const [, ...time] = given.words
    const at = instantOf(time.join(' '), 'why')
    const { id } = await theSchedule(given.words, context)
    const answer = await context.client.call('schedules.explain', { id, at })
    if (context.json) context.printJson(answer)
    else context.terminal.line(answer.text)
  },
}

export const tryScheduleCommand: Command = {
  name: 'schedules try',
  usage: '<schedule>',
  summary: 'Rehearse a schedule: it works and touches nothing, and says what it would have done and asked.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { id, title } = await theSchedule(given.words, context)
    const run = await context.client.call('schedules.dryRun', { id })
    if (context.json) context.printJson(run)
    else context.terminal.line(`${title} is rehearsed. See it: dormouse runs show ${run.id}`)
  },
}

export const removeScheduleCommand: Command = {
  name: 'schedules remove',
  usage: '<schedule>',
  summary: 'Remove a schedule. Its runs are kept.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { id, title } = await theSchedule(given.words, context)
    const data = await context.client.call('schedules.remove', { id })
    if (context.json) context.printJson(data)
    else context.terminal.line(`${title} is removed.`)
  },
}

function missedOf(given: Arguments): { missed?: AfterPause } {
  const missed = given.text('missed')
  if (missed === undefined) return {}
  if (!isAfterPause(missed)) throw wrongUsage(`--missed is one of ${Object.keys(afterPause).join(', ')}.`)
  return { missed }
}

function isAfterPause(text: string): text is AfterPause {
  return Object.hasOwn(afterPause, text)
}

async function theSchedule([given = '']: readonly string[], { client }: CommandContext): Promise<Schedule> {
  return findById(await client.call('schedules.list', {}), given, 'schedule')
}

function nextOf(schedule: Schedule, timeZone: string): string {
  if (!schedule.enabled) return 'paused'
  return schedule.nextAt === null ? 'finished' : localTime(schedule.nextAt, timeZone)
}
