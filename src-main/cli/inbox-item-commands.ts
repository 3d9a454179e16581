import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Command, CommandContext } from './command.ts'
import { durationOf, instantOf } from './duration-words.ts'
import { findId } from './find-by-id.ts'
import { localTime } from './local-time.ts'
import { plainRow } from './plain-text.ts'

export const archiveInboxCommand: Command = {
  name: 'inbox archive',
  usage: '[items]',
  summary: 'Archive items of the inbox, by their ids or the beginnings of them.',
  details: 'Archiving answers no question: what waits goes on waiting.',
  options: {
    failed: { type: 'boolean', help: 'everything that failed or was missed' },
    finished: { type: 'boolean', help: 'all results, reminders and closed questions' },
  },
  words: { least: 0, most: 1000 },
  async run(given, context) {
    const filters = (['failed', 'finished'] as const).filter((name) => given.flag(name))
    const [filter] = filters
    if (filters.length + (given.words.length > 0 ? 1 : 0) !== 1)
      throw wrongUsage('Name the items, or give --failed or --finished.')
    const which = filter === undefined ? { ids: await theIds(given.words, context) } : { filter }
    const done = await context.client.call('inbox.archiveMany', which)
    if (context.json) context.printJson(done)
    else
      context.terminal.line(`${done.archived} ${done.archived === 1 ? 'item was' : 'items were'} archived.`)
  },
}

export const unarchiveInboxCommand: Command = {
  name: 'inbox unarchive',
  usage: '<item>',
  summary: 'Bring an archived item back into the inbox.',
  words: { least: 1, most: 1 },
  run: (given, context) => change('inbox.unarchive', given.words, context, 'is in the inbox again.'),
}

export const readInboxCommand: Command = {
  name: 'inbox read',
  usage: '<item>',
  summary: 'Mark an item as read, or with --not as unread.',
  options: { not: { type: 'boolean', help: 'mark it as unread' } },
  words: { least: 1, most: 1 },
  run: (given, context) =>
    given.flag('not')
      ? change('inbox.markUnread', given.words, context, 'is unread.')
      : change('inbox.markRead', given.words, context, 'is read.'),
}

export const snoozeInboxCommand: Command = {
  name: 'inbox snooze',
  usage: '<item> <time>',
  summary: 'Put an item out of sight for a while, such as 2h or 1d, or until "2026-12-24 18:00".',
  words: { least: 2, most: 3 },
  async run(given, context) {
    const { client, terminal, streams, json, printJson } = context
    const [, ...time] = given.words
    const words = time.join(' ')
    const forMs = durationOf(words)
    const until = forMs === null ? instantOf(words, 'The time') : streams.now() + forMs
    const [id = ''] = await theIds(given.words.slice(0, 1), context)
    const item = await client.call('inbox.snooze', { id, until })
    if (json) printJson(item)
    else terminal.line(`${plainRow(item.title)} comes back ${localTime(until, streams.timeZone)}.`)
  },
}

async function change(
  route: 'inbox.unarchive' | 'inbox.markRead' | 'inbox.markUnread',
  words: readonly string[],
  context: CommandContext,
  done: string,
): Promise<void> {
  const [id = ''] = await theIds(words, context)
  const item = await context.client.call(route, { id })
  if (context.json) context.printJson(item)
  else context.terminal.line(`${plainRow(item.title)} ${done}`)
}

/** Beginnings of ids are looked for among the newest items; whole ids reach every item. */
async function theIds(given: readonly string[], { client }: CommandContext): Promise<string[]> {
  const items: InboxItem[] = []
  for (const filter of ['all', 'archived'] as const)
    items.push(...(await client.call('inbox.list', { filter, limit: 500 })))
  return given.map((id) => findId(items, id, 'inbox item'))
}
