import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { McpGivenValue, McpServer } from '../../src-shared/domain/mcp-server.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Arguments, Command, CommandContext } from './command.ts'
import { findById } from './find-by-id.ts'
import { localTime } from './local-time.ts'
import { plainRow } from './plain-text.ts'
import { tableLines } from './table.ts'

type GivenTransport = RouteInput<'mcp.add'>['transport']

export const listMcpCommand: Command = {
  name: 'mcp list',
  usage: '',
  summary: 'List the MCP servers.',
  words: { least: 0, most: 0 },
  async run(_given, { client, terminal, streams, json, printJson }) {
    const servers = await client.call('mcp.list', {})
    if (json) {
      printJson(servers)
      return
    }
    if (servers.length === 0) {
      terminal.line('There are no MCP servers. Add one: dormouse mcp add notes -- npx -y <package>')
      return
    }
    const rows = servers.map((server) => [
      server.name,
      stateOf(server, streams.timeZone),
      String(server.tools.length),
      placeOf(server),
    ])
    const columns = [
      { title: 'Name' },
      { title: 'State', shrinks: true },
      { title: 'Tools', align: 'right' },
      { title: 'Program or address', shrinks: true },
    ] as const
    terminal.lines(tableLines(columns, rows, streams.columns))
  },
}

export const addMcpCommand: Command = {
  name: 'mcp add',
  usage: '<name> [<program> …]',
  summary: 'Add an MCP server: a program on this computer, or an address with --url.',
  details:
    'The program and its arguments stand after two dashes:\n' +
    '  dormouse mcp add files -- npx -y @modelcontextprotocol/server-filesystem /home/me/notes\n' +
    'A secret is typed after the command, or piped in, never written in it.\n' +
    'Settings, Tools has the rest: several values, and what each tool may do.',
  options: {
    url: { type: 'string', value: '<address>', help: 'the address of a server that speaks streamable HTTP' },
    env: { type: 'string', value: '<NAME=value>', help: 'a variable of the environment of the program' },
    header: { type: 'string', value: '<Name: value>', help: 'a header of the requests to the address' },
    secret: {
      type: 'string',
      value: '<NAME>',
      help: 'a variable, or with --url a header, whose value is asked for and kept in the vault',
    },
    confined: { type: 'boolean', help: 'run the program in the sandbox' },
    chosen: { type: 'boolean', help: 'only for conversations and schedules that choose it' },
  },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const [name = '', ...program] = given.words
    const transport = await transportOf(program, given, context)
    const server = await context.client.call('mcp.add', {
      name,
      transport,
      ...(given.flag('chosen') ? { byDefault: false } : {}),
    })
    if (context.json) context.printJson(server)
    else context.terminal.line(`${server.name} is added. Try it: dormouse mcp test ${server.name}`)
  },
}

export const testMcpCommand: Command = {
  name: 'mcp test',
  usage: '<server>',
  summary: 'Start an MCP server and list its tools.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { terminal } = context
    const { id, name } = await theServer(given.words, context)
    const tested = await context.client.call('mcp.test', { id })
    if (context.json) context.printJson(tested)
    else {
      terminal.line(`${name}: ${plainRow(tested.message)}`, tested.ok ? 'good' : 'bad')
      if (tested.ok) for (const tool of tested.server.tools) terminal.line(`  ${plainRow(tool.name)}`)
    }
    return tested.ok ? 0 : 1
  },
}

export const removeMcpCommand: Command = {
  name: 'mcp remove',
  usage: '<server>',
  summary: 'Remove an MCP server and its secrets.',
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { id, name } = await theServer(given.words, context)
    const data = await context.client.call('mcp.remove', { id })
    if (context.json) context.printJson(data)
    else context.terminal.line(`${name} is removed.`)
  },
}

/** By its name, or by its id or the beginning of it. */
async function theServer([given = '']: readonly string[], { client }: CommandContext): Promise<McpServer> {
  const servers = await client.call('mcp.list', {})
  return servers.find(({ name }) => name === given) ?? findById(servers, given, 'MCP server')
}

async function transportOf(
  [program, ...args]: readonly string[],
  given: Arguments,
  context: CommandContext,
): Promise<GivenTransport> {
  const url = given.text('url')
  if ((url === undefined) === (program === undefined))
    throw wrongUsage('Give either a program after two dashes, or an address with --url.')
  if (url === undefined && program !== undefined) {
    if (given.text('header') !== undefined) throw wrongUsage('--header goes with --url.')
    const env = { ...plainValue(given.text('env'), '=', '--env'), ...(await secretValue(given, context)) }
    return { kind: 'stdio', command: program, args, env, confined: given.flag('confined') }
  }
  if (given.text('env') !== undefined || given.flag('confined'))
    throw wrongUsage('--env and --confined go with a program.')
  const headers = {
    ...plainValue(given.text('header'), ':', '--header'),
    ...(await secretValue(given, context)),
  }
  return { kind: 'http', url: url ?? '', headers }
}

function plainValue(text: string | undefined, mark: string, option: string): Record<string, McpGivenValue> {
  if (text === undefined) return {}
  const at = text.indexOf(mark)
  if (at < 1) throw wrongUsage(`${option} takes a name and a value, such as NAME${mark}value.`)
  return { [text.slice(0, at).trim()]: { kind: 'plain', value: text.slice(at + 1).trim() } }
}

async function secretValue(
  given: Arguments,
  { streams }: CommandContext,
): Promise<Record<string, McpGivenValue>> {
  const name = given.text('secret')
  if (name === undefined) return {}
  const value = await streams.readSecret(`${plainRow(name)}: `)
  if (value === '') throw wrongUsage('Nothing was typed, so nothing was added.')
  return { [name]: { kind: 'secret', value } }
}

function stateOf({ enabled, state }: McpServer, timeZone: string): string {
  if (!enabled) return 'off'
  switch (state.kind) {
    case 'idle':
      return 'ready when used'
    case 'starting':
      return 'starting'
    case 'ready':
      return 'in use'
    case 'failed': {
      const again = state.retryAt === null ? '' : ` (again ${localTime(state.retryAt, timeZone, 'second')})`
      return `${state.message ?? 'It failed.'}${again}`
    }
    default:
      return assertNever(state.kind)
  }
}

function placeOf({ transport }: McpServer): string {
  return transport.kind === 'http' ? transport.url : [transport.command, ...transport.args].join(' ')
}
