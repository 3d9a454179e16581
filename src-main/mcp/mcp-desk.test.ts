import { programFolders } from './program-folders.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Grant } from '../../src-shared/domain/grant.ts'
import type { McpGivenTransport } from '../../src-shared/domain/mcp-server.ts'
import { callOptions, startDesk, type TestDesk } from './testing/start-desk.ts'

let at: TestDesk
beforeEach(() => {
  at = startDesk()
})
afterEach(() => at.end())

const stdio: Extract<McpGivenTransport, { kind: 'stdio' }> = {
  kind: 'stdio',
  command: 'npx',
  args: ['x'],
  env: {},
  confined: false,
}
const grantFor = (tool: string, id: string): Grant => ({
  id,
  scheduleId: null,
  conversationId: 'conversation_1',
  tool,
  operation: '[]',
  words: '',
  createdAt: 0,
  lastUsedAt: null,
})

test('a secret goes to the vault, and only its being there is told', () => {
  const server = at.desk.add({
    name: 'notes',
    transport: {
      ...stdio,
      env: { KEY: { kind: 'secret', value: 'top-secret' }, MODE: { kind: 'plain', value: 'x' } },
    },
  })
  expect(server.transport).toMatchObject({
    env: { KEY: { kind: 'secret', isSet: true }, MODE: { kind: 'plain', value: 'x' } },
  })
  expect(at.desktop.vault.get(`mcp/${server.id}/env/KEY`)).toBe('top-secret')
  expect(JSON.stringify([at.core.stores.mcpServers.list(), at.events, at.desk.list()])).not.toContain(
    'top-secret',
  )
})

test('an update without a value keeps the secret, one without its name forgets it, and removal forgets all', () => {
  const { id } = at.desk.add({
    name: 'web',
    transport: {
      kind: 'http',
      url: 'https://example.com/mcp',
      headers: { A: { kind: 'secret', value: 'first' }, B: { kind: 'secret', value: 'second' } },
    },
  })
  const { vault } = at.desktop
  at.desk.update({
    id,
    transport: { kind: 'http', url: 'https://example.com/mcp', headers: { A: { kind: 'secret' } } },
  })
  expect([vault.get(`mcp/${id}/header/A`), vault.has(`mcp/${id}/header/B`)]).toEqual(['first', false])
  at.desk.update({ id, transport: stdio })
  expect(vault.has(`mcp/${id}/header/A`)).toBe(false)
  at.desk.update({ id, transport: { ...stdio, env: { KEY: { kind: 'secret', value: 'third' } } } })
  at.desk.remove(id)
  expect(vault.has(`mcp/${id}/env/KEY`)).toBe(false)
  expect(at.desk.list()).toEqual([])
  expect(at.events.at(-1)).toEqual({ event: 'mcp.changed', data: { id, removed: true } })
})

test('a name is there once, and a server that is gone is not found', () => {
  const { id } = at.desk.add({ name: 'notes', transport: stdio })
  expect(() => at.desk.add({ name: 'notes', transport: stdio })).toThrow('named “notes” already')
  const other = at.desk.add({ name: 'other', transport: stdio })
  expect(() => at.desk.update({ id: other.id, name: 'notes' })).toThrow('named “notes” already')
  expect(at.desk.update({ id, name: 'notes', byDefault: false })).toMatchObject({
    name: 'notes',
    byDefault: false,
  })
  at.desk.remove(id)
  expect(() => at.desk.update({ id, enabled: false })).toThrow('no such MCP server')
})

test.each([
  ['https://me:password@example.com/mcp', {}, 'holds no name and password'],
  ['https://example.com', { A: { kind: 'secret', value: 'line\nbreak-value' } }, 'line break'],
  [
    'https://example.com',
    { 'X-A': { kind: 'plain', value: '1' }, 'x-a': { kind: 'plain', value: '2' } },
    'given twice',
  ],
] as const)('%s with %j is refused without repeating a value', (url, headers, words) => {
  const add = (): unknown => at.desk.add({ name: 'web', transport: { kind: 'http', url, headers } })
  expect(add).toThrow(words)
  expect(add).not.toThrow(/password@|break-value/)
  expect(at.desk.list()).toEqual([])
})

test('a vault that keeps nothing is told in its own words, and no server is added', () => {
  at.desktop.vault.set = () => {
    throw new Error('No keyring was found.')
  }
  const add = (): unknown =>
    at.desk.add({
      name: 'notes',
      transport: { ...stdio, env: { KEY: { kind: 'secret', value: 'top-secret' } } },
    })
  expect(add).toThrow('No keyring was found.')
  expect(at.desk.list()).toEqual([])
})

test('a secret that is missing keeps a server from starting, in words', async () => {
  const { id } = at.addHostile('good', { API_KEY: { kind: 'secret' } })
  expect(at.server(id).transport).toMatchObject({ env: { API_KEY: { isSet: false } } })
  expect((await at.desk.test(id)).message).toBe(
    'Its secret API_KEY is missing. Enter it in Settings → Tools.',
  )
  expect(at.sandbox.children).toEqual([])
})

test('a test starts a server, says what it has and stops it', async () => {
  const { id } = at.addHostile('odd-tools')
  const tested = await at.desk.test(id)
  expect(tested.ok).toBe(true)
  expect(tested.message).toMatch(
    /^It works\. It has 7 tools\. Left out: “say”, whose name is there already; /,
  )
  expect(tested.server.tools.map(({ name }) => name)).toContain('reader')
  await Promise.all(at.sandbox.children.map(({ ended }) => ended))
  expect(at.server(id).state.kind).toBe('idle')
})

test('a test tries again at once, whatever failed before', async () => {
  const { id } = at.addHostile('dies-at-once')
  await at.tools()
  expect(at.server(id).state.retryAt).not.toBeNull()
  expect(await at.desk.test(id)).toMatchObject({
    ok: false,
    message: /^It ended with exit code 7\. It said:/,
  })
  expect(at.sandbox.children).toHaveLength(2)
})

test('a turn has the servers that are on by default, or those that it chose, and none that is off', async () => {
  const one = at.addHostile('good')
  const transport = { ...stdio, command: process.execPath, args: [] }
  const off = at.desk.add({ name: 'off', transport, enabled: false })
  at.desk.update({ id: one.id, byDefault: false })
  expect(await at.desk.toolsFor('a', undefined)).toEqual([])
  expect((await at.desk.toolsFor('a', [one.id, off.id, 'gone'])).map(({ fullName }) => fullName)).toEqual([
    'mcp__hostile__say',
  ])
})

test("the user's word on a tool is kept while its server does not have it, and ends with another program", async () => {
  const { id, transport } = at.addHostile('changing')
  const [say] = (await at.tools()).values()
  await say?.call({}, callOptions())
  at.core.clock.advance(1000)
  await at.until(id, ({ tools }) => tools.length === 2)
  at.desk.setTool({ id, tool: 'later', permission: 'refuse' })
  expect((await at.tools()).get('later')?.tool.permission).toBe('refuse')
  // Started anew it does not have it yet.
  at.desk.release('turn')
  await at.desk.test(id)
  expect(at.server(id).tools.map(({ name }) => name)).toEqual(['say'])
  expect(at.core.stores.mcpServers.get(id)?.tools).toMatchObject([
    { name: 'say' },
    { name: 'later', permission: 'refuse', listed: false },
  ])
  expect(() => at.desk.setTool({ id, tool: 'nothing', permission: 'run' })).toThrow('no such tool')
  if (transport.kind !== 'stdio') throw new Error('it is a program')
  at.desk.update({
    id,
    transport: { ...stdio, command: transport.command, args: [...transport.args, 'more'] },
  })
  expect(at.core.stores.mcpServers.get(id)?.tools).toEqual([])
})

test('standing permissions end with the server that they were given for', () => {
  const { grants } = at.core.stores
  const { id } = at.desk.add({ name: 'notes', transport: stdio })
  grants.insert(grantFor('mcp__notes__add', 'grant_1'))
  grants.insert(grantFor('mcp__notes-2__add', 'grant_2'))
  at.desk.update({ id, transport: { ...stdio, env: { MODE: { kind: 'plain', value: 'x' } } } })
  expect(grants.list({})).toHaveLength(2)
  at.desk.update({ id, transport: { ...stdio, args: ['another'] } })
  expect(grants.list({}).map((grant) => grant.id)).toEqual(['grant_2'])
  expect(at.events).toContainEqual({ event: 'grants.changed', data: { owner: 'conversation_1' } })
})

test('a server that is confined may write to the working directory, reach the hosts of the settings, and no more', async () => {
  const { id, transport } = at.addHostile('good')
  if (transport.kind !== 'stdio') throw new Error('it is a program')
  at.desktop.settings.set({ sandboxHosts: ['api.example.com'] })
  at.desk.update({ id, transport: { ...transport, env: {}, confined: true } })
  await at.tools('one', at.home)
  await at.tools('two', null)
  const [inside, atHome] = at.sandbox.children
  // Its program is shown where a sandbox would hide it: where these sources lie in a temporary folder.
  const readOnly = ['/read-only', ...(await programFolders(transport))]
  const confine = { hidden: ['/hidden'], readOnly, hosts: ['api.example.com'] }
  expect(inside?.plan.confine).toEqual({ ...confine, writable: [at.home] })
  expect(atHome?.plan.confine).toEqual({ ...confine, writable: [] })
})

test('a server that is changed while a turn uses it is started anew for the next step', async () => {
  const { id, transport } = at.addHostile('good')
  const [say] = (await at.tools()).values()
  if (transport.kind !== 'stdio') throw new Error('it is a program')
  at.desk.update({ id, transport: { ...transport, env: { API_KEY: { kind: 'plain', value: 'new' } } } })
  expect((await say?.call({ text: 'x' }, callOptions()))?.text).toContain('is not running')
  const again = (await at.tools()).get('say')
  expect((await again?.call({ text: 'x' }, callOptions()))?.text).toContain('you said x, new')
})
