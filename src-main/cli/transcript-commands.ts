import { resolve } from 'node:path'
import { wrongUsage } from './cli-failure.ts'
import type { Command } from './command.ts'
import { findId } from './find-by-id.ts'
import { plainRow } from './plain-text.ts'

/** By the ending of the file's name. */
function formatOf(file: string): 'markdown' | 'json' {
  if (/\.(md|markdown)$/i.test(file)) return 'markdown'
  if (/\.json$/i.test(file)) return 'json'
  throw wrongUsage('The name of the file ends in .md for reading, or in .json to be imported again.')
}

export const exportCommand: Command = {
  name: 'export',
  usage: '<conversation> <file>',
  summary: 'Write a conversation to a file: .md for reading, .json with everything, to be imported again.',
  details: 'A file that is there already is replaced.',
  words: { least: 2, most: 2 },
  async run({ words }, { client, streams, terminal, json, printJson }) {
    const [wanted = '', file = ''] = words
    const format = formatOf(file)
    const chats = await client.call('conversations.list', {})
    const id = findId(chats, wanted, 'conversation')
    const done = await client.call('conversations.export', { id, format, path: resolve(streams.cwd, file) })
    if (json) printJson(done)
    else terminal.line(`Written to ${plainRow(done.path ?? file)}`)
  },
}

export const importCommand: Command = {
  name: 'import',
  usage: '<file>',
  summary: 'Make a new conversation from a .json file that export has written.',
  words: { least: 1, most: 1 },
  async run({ words: [file = ''] }, { client, streams, terminal, json, printJson }) {
    const path = resolve(streams.cwd, file)
    const { conversation } = await client.call('conversations.import', { path })
    if (json) printJson(conversation)
    else if (conversation) terminal.line(`${conversation.id}  ${plainRow(conversation.title)}`)
  },
}
