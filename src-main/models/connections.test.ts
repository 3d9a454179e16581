import { afterEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../src-shared/domain/settings.ts'
import { createConnections, type ConnectionRow, type Connections } from './connections.ts'
import type { Environment } from './environment-connection.ts'
import { ModelError, type ModelRequest } from './model-client.ts'
import { faults } from './practice/faults.ts'
import { createPracticeHost } from './practice/practice-host.ts'
import { says } from './practice/replies.ts'
import { createScriptedModel, type ScriptedModel } from './practice/scripted-responder.ts'
import { stillClock } from './still-clock.ts'
import type { Vault } from './vault.ts'

const closing: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()))
})

function memoryVault(): Vault & { readonly secrets: Map<string, string>; full: boolean } {
  const secrets = new Map<string, string>()
  const vault = {
    secrets,
    full: false,
    storage: () => 'keyring' as const,
    set(name: string, value: string) {
      if (vault.full) throw new Error('This system has no keyring. Install one.')
      secrets.set(name, value)
    },
    get: (name: string) => secrets.get(name) ?? null,
    has: (name: string) => secrets.has(name),
    remove: (name: string) => void secrets.delete(name),
  }
  return vault
}

function setUp(env: Environment = {}, chosen: string | null = null) {
  const table = new Map<string, ConnectionRow>()
  const vault = memoryVault()
  const settings = { ...defaultSettings, defaultConnectionId: chosen }
  const clock = stillClock()
  let ids = 0
  const connections = createConnections({
    rows: {
      list: () => [...table.values()],
      insert: (row) => void table.set(row.id, row),
      update: (row) => void table.set(row.id, row),
      remove: (id) => void table.delete(id),
      refused: () => [],
      refuse: () => undefined,
      forgetRefused: () => undefined,
    },
    settings: { get: () => settings },
    vault,
    env,
    clock,
    ids: { next: (kind) => `${kind}_${(ids += 1)}`, random: () => 0 },
    practice: createPracticeHost(clock),
  })
  closing.push(connections)
  return { connections, vault, settings, table, clock }
}

async function scripted(): Promise<ScriptedModel> {
  const model = await createScriptedModel([{ reply: says('Hello.'), always: true }])
  closing.push(model)
  return model
}

const request: ModelRequest = {
  model: null,
  system: '',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }],
  tools: [],
  maxTokens: 10,
}

async function talk(connections: Connections, id: string): Promise<string> {
  const client = await connections.client(id)
  const reply = await client.complete(request, { onDelta: () => undefined }, new AbortController().signal)
  return reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

describe('which connections there are', () => {
  it('without anything: the practice model, which is the default', () => {
    const { connections } = setUp({ ANTHROPIC_API_KEY: ' ', ANTHROPIC_MODEL: 'x', ANTHROPIC_AUTH_TOKEN: 'x' })
    expect(connections.list()).toEqual([
      {
        id: 'practice',
        kind: 'practice',
        name: 'Practice model',
        baseUrl: null,
        defaultModel: 'practice',
        hasKey: false,
        contextTokens: null,
        isDefault: true,
      },
    ])
  })

  it.each([
    [{ ANTHROPIC_API_KEY: 'k' }, null, true],
    [{ ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' }, 'http://127.0.0.1:1', false],
    [{ ANTHROPIC_BASE_URL: 'http://127.0.0.1:1', ANTHROPIC_AUTH_TOKEN: 't' }, 'http://127.0.0.1:1', true],
  ])('with %o there is Environment, and it is the default', (env, baseUrl, hasKey) => {
    const { connections } = setUp(env)
    expect(connections.list()[0]).toEqual({
      id: 'environment',
      kind: 'environment',
      name: 'Environment',
      baseUrl,
      defaultModel: 'claude-sonnet-5-5',
      hasKey,
      contextTokens: null,
      isDefault: true,
    })
    expect(connections.list()).toHaveLength(2)
  })

  it('ANTHROPIC_MODEL is the model of Environment', () => {
    const { connections } = setUp({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_MODEL: 'claude-opus-5-5' })
    expect(connections.find('environment')?.defaultModel).toBe('claude-opus-5-5')
  })

  it('the chosen one is the default as long as it exists', () => {
    const { connections, settings } = setUp({ ANTHROPIC_API_KEY: 'k' }, 'practice')
    expect(connections.defaultId()).toBe('practice')
    const { id } = connections.add({ name: 'Mine', defaultModel: 'm' })
    settings.defaultConnectionId = id
    expect(connections.list().filter((each) => each.isDefault)).toMatchObject([{ id }])
    connections.remove(id)
    expect(connections.defaultId()).toBe('environment')
  })
})

describe('adding and changing', () => {
  it('an added connection is listed without its key, which is in the vault and nowhere else', () => {
    const { connections, vault, table } = setUp()
    const added = connections.add({
      name: ' Home ',
      baseUrl: 'http://localhost:11434',
      defaultModel: 'llama3.2',
      key: ' secret-key\n',
    })
    expect(added).toEqual({
      id: 'connection_1',
      kind: 'anthropic-compatible',
      name: 'Home',
      baseUrl: 'http://localhost:11434',
      defaultModel: 'llama3.2',
      hasKey: true,
      contextTokens: null,
      isDefault: true,
    })
    expect([...vault.secrets]).toEqual([['connection/connection_1', 'secret-key']])
    expect(JSON.stringify([[...table], connections.list()])).not.toContain('secret-key')
  })

  it('what is left out of a change stays; null forgets the key', () => {
    const { connections, vault } = setUp()
    const { id } = connections.add({ name: 'Home', baseUrl: 'http://a.example', defaultModel: 'm', key: 'k' })
    expect(connections.update({ id, defaultModel: 'n' })).toMatchObject({
      name: 'Home',
      baseUrl: 'http://a.example',
      defaultModel: 'n',
      hasKey: true,
    })
    expect(connections.update({ id, name: 'home', baseUrl: null })).toMatchObject({
      name: 'home',
      baseUrl: null,
      hasKey: true,
    })
    expect(connections.update({ id, key: null })).toMatchObject({ hasKey: false })
    expect(vault.secrets.size).toBe(0)
  })

  it('removing one forgets its key', () => {
    const { connections, vault } = setUp()
    const { id } = connections.add({ name: 'Home', defaultModel: 'm', key: 'k' })
    connections.remove(id)
    expect(connections.find(id)).toBeUndefined()
    expect(vault.secrets.size).toBe(0)
  })

  it.each(['practice', 'environment'])('%s stays as it is, and the refusal says why', (id) => {
    const { connections } = setUp({ ANTHROPIC_API_KEY: 'k' })
    for (const change of [() => connections.update({ id, name: 'x' }), () => connections.remove(id)]) {
      expect(change).toThrow(
        expect.objectContaining({ code: 'conflict', message: expect.stringMatching(/add a connection/i) }),
      )
    }
    expect(connections.find(id)).toBeDefined()
  })

  it('what does not exist is not found', async () => {
    const { connections } = setUp()
    const missing = expect.objectContaining({ code: 'not_found' })
    expect(() => connections.update({ id: 'environment', name: 'x' })).toThrow(missing)
    expect(() => connections.remove('connection_7')).toThrow(missing)
    await expect(connections.test('connection_7')).rejects.toThrow(missing)
  })

  it.each(['Practice model', 'practice MODEL', 'Environment', 'mine'])('a second “%s” is refused', (name) => {
    const { connections } = setUp()
    connections.add({ name: 'Mine', defaultModel: 'm' })
    expect(() => connections.add({ name, defaultModel: 'm' })).toThrow(
      expect.objectContaining({ code: 'bad_input' }),
    )
  })

  it('where no key can be kept nothing is added, and the reason is the vault’s', () => {
    const { connections, vault } = setUp()
    vault.full = true
    expect(() => connections.add({ name: 'Home', defaultModel: 'm', key: 'k' })).toThrow(
      expect.objectContaining({ code: 'unavailable', message: 'This system has no keyring. Install one.' }),
    )
    expect(connections.list()).toHaveLength(1)
  })

  it.each(['two words', 'line\nbreak', 'schlüssel', ' '])('%j is no key', (key) => {
    const { connections, vault } = setUp()
    expect(() => connections.add({ name: 'Home', defaultModel: 'm', key })).toThrow(
      expect.objectContaining({ code: 'bad_input' }),
    )
    expect(vault.secrets.size).toBe(0)
    expect(connections.list()).toHaveLength(1)
  })
})

describe('clients', () => {
  it('the practice model answers over loopback through the same client, and says what it is', async () => {
    const { connections } = setUp()
    expect(await talk(connections, 'practice')).toContain('rules, not an AI')
  })

  it('the practice model starts anew after it was closed', async () => {
    const { connections } = setUp()
    await talk(connections, 'practice')
    await connections.close()
    expect(await talk(connections, 'practice')).toContain('rules, not an AI')
  })

  it('Environment reaches what its variables say', async () => {
    const model = await scripted()
    const { connections } = setUp(model.env)
    expect(await talk(connections, 'environment')).toBe('Hello.')
    expect(model.requests[0]?.model).toBe('claude-sonnet-5-5')
  })

  it('Environment takes a bearer token where there is no key', async () => {
    const model = await scripted()
    const { connections } = setUp({ ANTHROPIC_BASE_URL: `${model.url}/v1/`, ANTHROPIC_AUTH_TOKEN: model.key })
    expect(await talk(connections, 'environment')).toBe('Hello.')
  })

  it('a client is made once, and anew when its connection changes', async () => {
    const model = await scripted()
    const { connections } = setUp()
    const { id } = connections.add({ name: 'Home', baseUrl: model.url, defaultModel: 'm', key: 'wrong' })
    const client = await connections.client(id)
    expect(await connections.client(id)).toBe(client)
    await expect(talk(connections, id)).rejects.toMatchObject({ code: 'authentication' })
    connections.update({ id, key: model.key })
    expect(await connections.client(id)).not.toBe(client)
    expect(await talk(connections, id)).toBe('Hello.')
  })

  it('a connection that is gone is a failure that says what to do', async () => {
    const { connections } = setUp()
    const { id } = connections.add({ name: 'Home', baseUrl: 'http://127.0.0.1:1', defaultModel: 'm' })
    await connections.client(id)
    connections.remove(id)
    const error = await connections.client(id).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ModelError)
    expect(error).toMatchObject({
      code: 'no-connection',
      transient: false,
      message: expect.stringContaining('Choose another model'),
    })
  })

  it('one for Anthropic without a key asks for it, and works when it is there', async () => {
    const { connections } = setUp()
    const { id } = connections.add({ name: 'Claude', defaultModel: 'claude-sonnet-5-5' })
    await expect(connections.client(id)).rejects.toMatchObject({ code: 'authentication', transient: false })
    connections.update({ id, key: 'k' })
    await expect(connections.client(id)).resolves.toBeDefined()
  })

  it('an address that is none is a failure, not a crash', async () => {
    const { connections } = setUp({ ANTHROPIC_BASE_URL: 'not an address', ANTHROPIC_API_KEY: 'k' })
    await expect(talk(connections, 'environment')).rejects.toMatchObject({
      code: 'no-connection',
      transient: false,
    })
  })

  it('headers meant for the environment’s endpoint go nowhere else', async () => {
    const model = await scripted()
    const custom = `X-Secret: for the gateway\nAuthorization: Bearer ${model.key}x`
    process.env['ANTHROPIC_CUSTOM_HEADERS'] = custom
    try {
      const { connections } = setUp({ ANTHROPIC_CUSTOM_HEADERS: custom })
      const { id } = connections.add({ name: 'Home', baseUrl: model.url, defaultModel: 'm', key: model.key })
      // The server refuses a wrong bearer token, so this works only with our own.
      expect(await talk(connections, id)).toBe('Hello.')
    } finally {
      delete process.env['ANTHROPIC_CUSTOM_HEADERS']
    }
  })
})

describe('testing a connection', () => {
  it('says that it works and how long it took', async () => {
    const model = await scripted()
    const { connections } = setUp(model.env)
    expect(await connections.test('environment')).toEqual({
      ok: true,
      message: '“claude-sonnet-5-5” answers through “Environment”.',
      latencyMs: 0,
    })
    await connections.test('environment', 'other')
    expect(model.requests.map((sent) => sent.model)).toEqual(['claude-sonnet-5-5', 'other'])
  })

  it('counts an answer that the token limit cut off as one', async () => {
    const model = await createScriptedModel([{ reply: { content: [], stopReason: 'max_tokens' } }])
    closing.push(model)
    expect(await setUp(model.env).connections.test('environment')).toMatchObject({ ok: true })
  })

  it('says what to do where it does not', async () => {
    const model = await createScriptedModel([{ reply: faults.wrongKey() }])
    closing.push(model)
    expect(await setUp(model.env).connections.test('environment')).toEqual({
      ok: false,
      message:
        'The key of the connection “Environment” was refused. Open Settings → Models and enter a new one.',
      latencyMs: null,
    })
  })

  it('gives up after a minute', async () => {
    const model = await createScriptedModel([{ reply: () => new Promise(() => undefined) }])
    closing.push(model)
    const { connections, clock } = setUp(model.env)
    const result = connections.test('environment')
    await model.received(1)
    clock.ring(60_000)
    expect(await result).toMatchObject({
      ok: false,
      message: expect.stringContaining('within a minute'),
      latencyMs: null,
    })
  })

  it('works for the practice model', async () => {
    expect(await setUp().connections.test('practice')).toMatchObject({ ok: true })
  })
})
