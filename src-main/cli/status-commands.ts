import type { Command } from './command.ts'
import { localDay } from './local-time.ts'

export const statusCommand: Command = {
  name: 'status',
  usage: '',
  summary: 'What Dormouse is doing now, and what comes next.',
  words: { least: 0, most: 0 },
  async run(_given, { client, terminal, streams, json, printJson }) {
    const status = await client.call('app.status', {})
    if (json) {
      printJson(status)
      return
    }
    const next = status.nextAt === null ? 'nothing' : localDay(status.nextAt, streams.timeZone)
    terminal.line(`Dormouse ${status.version}, process ${status.pid}`, 'strong')
    terminal.line(`Schedules  ${status.schedules}, next: ${next}${status.armed ? '' : ' (not armed yet)'}`)
    terminal.line(`Turns      ${status.running} running, ${status.waiting} waiting for you`)
    terminal.line(`Inbox      ${status.unread} unread`)
    terminal.line(`Data       ${status.dataDir}`)
  },
}

export const quitCommand: Command = {
  name: 'quit',
  usage: '',
  summary: 'Quit Dormouse. Running work stops at its last step and goes on at the next start.',
  words: { least: 0, most: 0 },
  async run(_given, { client, terminal, json, printJson }) {
    const data = await client.call('app.quit', {})
    if (json) printJson(data)
    else terminal.line('Dormouse is quitting.')
  },
}
