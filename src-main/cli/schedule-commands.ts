import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { Command, CommandContext } from './command.ts'
import { findById } from './find-by-id.ts'
import { localDay, localTime } from './local-time.ts'
import { tableLines } from './table.ts'

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
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { id } = await theSchedule(given.words, context)
    const schedule = await context.client.call('schedules.resume', { id })
    if (context.json) context.printJson(schedule)
    else {
      const next = schedule.nextAt === null ? 'never' : localDay(schedule.nextAt, context.streams.timeZone)
      context.terminal.line(`${schedule.title} is resumed. Next: ${next}`)
    }
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

async function theSchedule([given = '']: readonly string[], { client }: CommandContext): Promise<Schedule> {
  return findById(await client.call('schedules.list', {}), given, 'schedule')
}

function nextOf(schedule: Schedule, timeZone: string): string {
  if (!schedule.enabled) return 'paused'
  return schedule.nextAt === null ? 'finished' : localTime(schedule.nextAt, timeZone)
}
