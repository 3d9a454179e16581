import type { Command } from './command.ts'
import { theRunId } from './run-commands.ts'

export const continueRunCommand: Command = {
  name: 'runs continue',
  usage: '<run> <text>',
  summary: 'Go on with a run that has ended, in its own session with all that it knows, as a run of its own.',
  words: { least: 2, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const { client, terminal, json, printJson } = context
    const [, ...words] = given.words
    const id = await theRunId(given.words, context)
    const { run, turnId } = await client.call('runs.continue', { id, text: words.join(' ') })
    if (json) printJson({ run, turnId })
    else terminal.line(`${run.title} goes on as ${run.id}.`)
  },
}
