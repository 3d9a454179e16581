import { wrongUsage } from './cli-failure.ts'
import type { Command } from './command.ts'
import { localTime } from './local-time.ts'
import { plainRow } from './plain-text.ts'

export const searchCommand: Command = {
  name: 'search',
  usage: '<words>',
  summary:
    'Search everything that was said, the newest first. Beside words: "phrases", -without, from:run, in:title, before:2026-10-01.',
  options: {
    in: { type: 'string', value: '<all|chats|runs>', help: 'where; default: all' },
    limit: { type: 'string', value: '<number>', help: 'how many; default: 20' },
  },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, { client, terminal, streams, json, printJson }) {
    const place = given.text('in') ?? 'all'
    if (place !== 'all' && place !== 'chats' && place !== 'runs')
      throw wrongUsage('--in is all, chats or runs.')
    const limit = Number(given.text('limit') ?? 20)
    if (!Number.isInteger(limit) || limit < 1 || limit > 200)
      throw wrongUsage('--limit is a number from 1 to 200.')
    const found = await client.call('search.query', { text: given.words.join(' '), in: place, limit })
    if (json) {
      printJson(found)
      return
    }
    if (found.hits.length === 0) terminal.line('Nothing was found.')
    for (const hit of found.hits) {
      terminal.write(`${localTime(hit.at, streams.timeZone)}  `, 'quiet')
      if (hit.title !== undefined) terminal.write(`${plainRow(hit.title)}  `)
      terminal.line(hit.runId ?? hit.conversationId, 'quiet')
      terminal.write('   ')
      // A match stands between its marks, so every second part is one.
      for (const [i, part] of hit.snippet.replaceAll('\u0003', '\u0002').split('\u0002').entries())
        terminal.write(part.replace(/\s+/gu, ' '), i % 2 === 1 ? 'strong' : 'plain')
      terminal.line()
    }
  },
}
