import { type PermissionPolicy, permissionPolicySchema } from '../../src-shared/domain/permission.ts'
import type { Action } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Command, CommandContext, Arguments } from './command.ts'
import { findById } from './find-by-id.ts'
import { localDay } from './local-time.ts'
import { exactTrigger, withActionOptions } from './schedule-options.ts'

const shownInstants = 5

export const parseScheduleCommand: Command = {
  name: 'schedules parse',
  usage: '<words>',
  summary: 'Show how words would be understood, without making a schedule.',
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const text = given.words.join(' ')
    const reading = await context.client.call('schedules.parse', { text, timeZone: context.streams.timeZone })
    if (context.json) {
      context.printJson(reading)
      return
    }
    context.terminal.line(`Title  ${reading.title}`)
    context.terminal.line(
      `What   ${reading.onlyWhen === true ? 'not said yet' : actionWords(reading.action)}`,
    )
    printWhen(context, reading.words, reading.next)
  },
}

export const addScheduleCommand: Command = {
  name: 'schedules add',
  usage: '<words>',
  summary: 'Make a schedule from words, such as "every weekday at 9 summarise the notes".',
  details:
    'With --at, --every or --cron the words say only what to do.\n' +
    'Times are in the zone of this terminal. The reading and the next instants are printed: check them.',
  options: {
    title: { type: 'string', value: '<title>', help: 'its name; default: made from the words' },
    dir: { type: 'string', value: '<folder>', help: 'the folder that it works in' },
    context: {
      type: 'string',
      value: '<fresh|shared|here>',
      help: 'what a run knows of earlier ones; default: fresh',
    },
    to: { type: 'string', value: '<conversation>', help: 'the conversation that gets the results' },
    may: {
      type: 'string',
      value: '<policy>',
      help: `what runs may do by themselves: ${permissionPolicySchema.options.join(', ')}; default: ask`,
    },
    worktree: { type: 'boolean', help: 'each run works in a git worktree of its own and leaves a branch' },
    remind: { type: 'boolean', help: 'only show the text at that time' },
    at: { type: 'string', value: '<date time>', help: 'once, such as "2026-12-24 18:00"' },
    every: { type: 'string', value: '<duration>', help: 'again and again, such as 30m or 1h30m' },
    cron: { type: 'string', value: '<expression>', help: 'by a cron expression of 5 or 6 fields' },
    zone: {
      type: 'string',
      value: '<zone>',
      help: 'the IANA zone of --cron; default: that of this terminal',
    },
  },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const { client, terminal, json, printJson } = context
    const schedule = await client.call('schedules.create', await newSchedule(given, context))
    if (json) {
      printJson(schedule)
      return
    }
    const { trigger } = schedule
    const { bounds } = schedule.policies
    const { words, at } = await client.call('schedules.preview', { trigger, count: shownInstants, bounds })
    terminal.line(`Scheduled: ${schedule.title}`, 'strong')
    terminal.line(`What   ${actionWords(schedule.action)}`)
    printWhen(context, words, at)
    terminal.line(`Id     ${schedule.id}`)
  },
}

async function newSchedule(
  given: Arguments,
  { client, streams }: CommandContext,
): Promise<RouteInput<'schedules.create'>> {
  const text = given.words.join(' ')
  const trigger = exactTrigger(given, streams.timeZone)
  const reading =
    trigger === null
      ? await client.call('schedules.parse', { text, timeZone: streams.timeZone })
      : {
          title: titleOf(text),
          action: { kind: 'assist', instruction: text, context: 'fresh' } as const,
          trigger,
          bounds: {},
        }
  if ('onlyWhen' in reading && reading.onlyWhen === true)
    throw wrongUsage(`Say also what to do, for example: dormouse schedules add "${text} check the build"`)
  const policies = {
    ...(Object.keys(reading.bounds).length === 0 ? {} : { bounds: reading.bounds }),
    ...permissionOf(given),
  }
  const to = given.text('to')
  const deliverTo =
    to === undefined
      ? undefined
      : findById(await client.call('conversations.list', {}), to, 'conversation').id
  return {
    title: given.text('title') ?? reading.title,
    action: withActionOptions(reading.action, given, streams.cwd),
    trigger: reading.trigger,
    // A time without a zone is one of the user's days, wherever they are.
    ...(reading.trigger.kind === 'cron' && given.text('zone') === undefined
      ? { followsSystemZone: true }
      : {}),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
    ...(deliverTo === undefined ? {} : { deliverTo }),
  }
}

function permissionOf(given: Arguments): { permission?: PermissionPolicy } {
  const may = given.text('may')
  if (may === undefined) return {}
  const permission = permissionPolicySchema.safeParse(may)
  if (!permission.success) throw wrongUsage(`--may is one of ${permissionPolicySchema.options.join(', ')}.`)
  return { permission: permission.data }
}

function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

function actionWords(action: Action): string {
  if (action.kind === 'notify') return `remind: ${action.text}`
  const where = action.workingDirectory === undefined ? '' : ` (in ${action.workingDirectory})`
  return `${action.instruction}${where}`
}

function printWhen({ terminal, streams }: CommandContext, words: string, instants: readonly number[]): void {
  terminal.line(`When   ${words}`)
  if (instants.length === 0) terminal.line('Next   never', 'attention')
  for (const [at, instant] of instants.entries()) {
    terminal.line(`${at === 0 ? 'Next ' : '     '}  ${localDay(instant, streams.timeZone)}`)
  }
}
