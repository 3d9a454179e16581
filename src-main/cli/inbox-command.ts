import type { InboxFilter, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Arguments, Command, CommandContext } from './command.ts'
import { localTime } from './local-time.ts'
import { plainRow } from './plain-text.ts'
import { printQuestion } from './question-words.ts'

const views = {
  'needs-you': { help: 'only what waits for you', empty: 'Nothing waits for you.' },
  failed: { help: 'only what failed or was missed', empty: 'Nothing failed.' },
  finished: { help: 'only results, reminders and closed questions', empty: 'Nothing has finished.' },
  snoozed: { help: 'only what comes back later', empty: 'Nothing is snoozed.' },
  archived: { help: 'only what was archived', empty: 'Nothing is archived.' },
} as const satisfies Partial<Record<InboxFilter, unknown>>
type View = keyof typeof views

export const inboxCommand: Command = {
  name: 'inbox',
  usage: '',
  summary: 'Show what is in the inbox, and what waits for an answer.',
  options: {
    ...Object.fromEntries(
      Object.entries(views).map(([name, { help }]) => [name, { type: 'boolean', help } as const]),
    ),
    search: { type: 'string', value: '<words>', help: 'only what has these words, or their beginnings' },
  },
  words: { least: 0, most: 0 },
  async run(given, { client, terminal, streams, json, printJson }) {
    const filter = viewOf(given)
    const search = given.text('search')
    const items = await client.call('inbox.list', {
      filter: filter ?? 'all',
      ...(search === undefined ? {} : { search }),
    })
    if (json) {
      printJson(items)
      return
    }
    if (items.length === 0) {
      const empty = filter === null ? 'The inbox is empty.' : views[filter].empty
      terminal.line(search === undefined ? empty : 'Nothing was found.')
    }
    for (const item of items) printItem(item, { terminal, streams })
  },
}

function viewOf(given: Arguments): View | null {
  const chosen = (Object.keys(views) as View[]).filter((name) => given.flag(name))
  const [view, ...others] = chosen
  if (others.length > 0)
    throw wrongUsage(
      `Give only one of ${Object.keys(views)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    )
  return view ?? null
}

function printItem(
  item: InboxItem,
  { terminal, streams }: Pick<CommandContext, 'terminal' | 'streams'>,
): void {
  const at = localTime(item.at, streams.timeZone)
  const asked = item.timesAsked > 1 ? `, asked ${item.timesAsked} times` : ''
  terminal.line(
    `${item.id}  ${at}  ${item.kind}${asked}  ${plainRow(item.title)}`,
    item.readAt === null ? 'strong' : 'plain',
  )
  if (item.snoozedUntil !== null)
    terminal.line(`   Comes back ${localTime(item.snoozedUntil, streams.timeZone)}`)
  if (item.question?.status === 'open') {
    printQuestion(terminal, item.question, streams.timeZone)
    const others = item.sameQuestionIds.length
    if (others > 0)
      terminal.line(
        `   ${others === 1 ? '1 other run asks' : `${others} other runs ask`} the very same: --same answers ${others === 1 ? 'it' : 'them'} too`,
        'quiet',
      )
  } else if (item.body !== '') terminal.line(item.body)
  terminal.line()
}
