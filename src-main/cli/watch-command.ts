import { CliFailure } from './cli-failure.ts'
import type { Command } from './command.ts'
import { eventWords } from './event-words.ts'
import { inertJson } from './inert-json.ts'

export const watchCommand: Command = {
  name: 'watch',
  usage: '',
  summary: 'Print what happens, as it happens, until Ctrl-C. With --json: every event, one per line.',
  words: { least: 0, most: 0 },
  async run(_given, { client, terminal, json, streams }) {
    await client.subscribe((event) => {
      if (json) {
        streams.out(`${inertJson(event)}\n`)
        return
      }
      const words = eventWords(event)
      if (words !== null) terminal.line(words)
    })
    terminal.aside('Watching. Ctrl-C ends it.', 'quiet')
    await client.closed
    throw new CliFailure(3, 'unavailable', 'Dormouse has quit, or ended the connection.')
  },
}
