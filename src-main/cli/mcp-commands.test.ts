import { afterEach, beforeEach, expect, test } from 'vitest'
import type { McpServer } from '../../src-shared/domain/mcp-server.ts'
import { type FakeApplication, startFakeApplication } from './testing/fake-application.ts'
import { monday } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
})
afterEach(() => app.close())

const sample = (change: Partial<McpServer> = {}): McpServer => ({
  id: 'mcp_abc1',
  name: 'notes',
  transport: { kind: 'stdio', command: 'npx', args: ['-y', 'notes-server'], env: {}, confined: false },
  enabled: true,
  byDefault: true,
  state: { kind: 'idle', message: null, retryAt: null },
  tools: [
    {
      name: 'search',
      title: 'Search',
      description: '',
      saysReadOnly: true,
      effect: 'outside',
      permission: 'policy',
    },
  ],
  createdAt: monday,
  ...change,
})

function callsTo(route: string): unknown[] {
  return app.calls.filter((call) => call.route === route).map((call) => call.input)
}

test('servers are listed with what became of them and where they are', async () => {
  app.answers.set('mcp.list', [
    sample(),
    sample({
      id: 'mcp_b',
      name: 'web',
      transport: { kind: 'http', url: 'https://example.com/mcp', headers: {} },
      state: { kind: 'failed', message: 'It cannot be reached.\u001b[2J', retryAt: monday },
    }),
    sample({ id: 'mcp_c', name: 'old', enabled: false }),
  ])
  const { out } = await app.run(['mcp', 'list'])
  expect(out).toMatch(/^notes {2}ready when used +1 {2}npx -y notes-server$/m)
  expect(out).toMatch(
    /^web {4}It cannot be reached\. \(again 2026-11-23 09:00:00\) +1 {2}https:\/\/example\.com\/mcp$/m,
  )
  expect(out).toMatch(/^old {4}off/m)
})

test('a program is added with its arguments, and its secret is asked for', async () => {
  app.answers.set('mcp.add', sample())
  const words = ['--env', 'MODE=fast=1', '--secret', 'API_KEY', '--chosen', '--', 'npx', '-y', 'notes-server']
  const { out } = await app.run(['mcp', 'add', 'notes', ...words], { secret: 's3cret' })
  expect(callsTo('mcp.add')).toEqual([
    {
      name: 'notes',
      byDefault: false,
      transport: {
        kind: 'stdio',
        command: 'npx',
        args: ['-y', 'notes-server'],
        env: {
          MODE: { kind: 'plain', value: 'fast=1' },
          API_KEY: { kind: 'secret', value: 's3cret' },
        },
        confined: false,
      },
    },
  ])
  expect(out).toBe('notes is added. Try it: dormouse mcp test notes\n')
})

test('an address is added with its headers', async () => {
  app.answers.set('mcp.add', sample())
  const words = ['--url', 'https://example.com/mcp', '--header', 'X-Team: blue', '--secret', 'Authorization']
  await app.run(['mcp', 'add', 'web', ...words], { secret: 'Bearer abc' })
  expect(callsTo('mcp.add')).toEqual([
    {
      name: 'web',
      transport: {
        kind: 'http',
        url: 'https://example.com/mcp',
        headers: {
          'X-Team': { kind: 'plain', value: 'blue' },
          Authorization: { kind: 'secret', value: 'Bearer abc' },
        },
      },
    },
  ])
})

test.each([
  [['web'], 'Give either a program'],
  [['web', '--url', 'https://example.com', '--', 'npx'], 'Give either a program'],
  [['web', '--url', 'https://example.com', '--confined'], 'go with a program'],
  [['web', '--header', 'A: b', '--', 'npx'], '--header goes with --url'],
  [['web', '--env', 'nothing', '--', 'npx'], '--env takes a name and a value'],
  [['web', '--secret', 'KEY', '--', 'npx'], 'Nothing was typed'],
])('adding is refused when it is wrongly written: %j', async (words, message) => {
  const { code, err } = await app.run(['mcp', 'add', ...words])
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect(app.calls).toEqual([])
})

test('a test prints the tools, or why there are none and ends with 1', async () => {
  app.answers.set('mcp.list', [sample()])
  app.answers.set('mcp.test', { ok: true, message: 'It works. It has one tool.', server: sample() })
  expect(await app.run(['mcp', 'test', 'notes'])).toMatchObject({
    code: 0,
    out: 'notes: It works. It has one tool.\n  search\n',
  })
  app.answers.set('mcp.test', { ok: false, message: 'It ended with exit code 1.', server: sample() })
  expect(await app.run(['mcp', 'test', 'abc'])).toMatchObject({
    code: 1,
    out: 'notes: It ended with exit code 1.\n',
  })
  expect(callsTo('mcp.test')).toEqual([{ id: 'mcp_abc1' }, { id: 'mcp_abc1' }])
})

test('a server is removed by its name', async () => {
  app.answers.set('mcp.list', [sample()])
  app.answers.set('mcp.remove', {})
  expect((await app.run(['mcp', 'remove', 'notes'])).out).toBe('notes is removed.\n')
  expect(callsTo('mcp.remove')).toEqual([{ id: 'mcp_abc1' }])
  expect((await app.run(['mcp', 'remove', 'other'])).err).toBe('There is no MCP server with the id other.\n')
})
