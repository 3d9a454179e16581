import { wrongUsage } from './cli-failure.ts'
import type { Command } from './command.ts'
import { localTime } from './local-time.ts'
import { plainRow } from './plain-text.ts'
import { printQuestion } from './question-words.ts'

export const inboxCommand: Command = {
  name: 'inbox',
  usage: '',
  summary: 'Show what is in the inbox, and what waits for an answer.',
  options: {
    'needs-you': { type: 'boolean', help: 'only questions that wait for you' },
    archived: { type: 'boolean', help: 'only what was archived' },
  },
  words: { least: 0, most: 0 },
  async run(given, { client, terminal, streams, json, printJson }) {
    if (given.flag('needs-you') && given.flag('archived'))
      throw wrongUsage('Give --needs-you or --archived, not both.')
    const filter = given.flag('needs-you') ? 'needs-you' : given.flag('archived') ? 'archived' : 'all'
    const items = await client.call('inbox.list', { filter })
    if (json) {
      printJson(items)
      return
    }
    if (items.length === 0)
      terminal.line(filter === 'needs-you' ? 'Nothing waits for you.' : 'The inbox is empty.')
    for (const item of items) {
      const at = localTime(item.at, streams.timeZone)
      terminal.line(`${at}  ${item.kind}  ${plainRow(item.title)}`, item.readAt === null ? 'strong' : 'plain')
      if (item.question?.status === 'open') printQuestion(terminal, item.question)
      else if (item.body !== '') terminal.line(item.body)
      terminal.line()
    }
  },
}
