import { createServer, type IncomingHttpHeaders } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createAnthropicClient, type AnthropicClientOptions } from './anthropic-client.ts'
import { ModelError, type ModelClient, type ModelRequest } from './model-client.ts'
import { faults } from './practice/faults.ts'
import { says } from './practice/replies.ts'
import type { Reply } from './practice/responder.ts'
import { createScriptedModel, type ScriptedModel } from './practice/scripted-responder.ts'
import { stillClock } from './still-clock.ts'

const open: ScriptedModel[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((model) => model.close()))
})

async function scripted(...replies: readonly Reply[]): Promise<ScriptedModel> {
  const model = await createScriptedModel(replies.map((reply) => ({ reply })))
  open.push(model)
  return model
}

function clientOf(model: ScriptedModel, options: Partial<AnthropicClientOptions> = {}): ModelClient {
  return createAnthropicClient({
    connectionName: 'Test',
    apiKey: model.key,
    baseUrl: model.url,
    defaultModel: 'claude-sonnet-5-5',
    clock: stillClock(),
    ...options,
  })
}

const request: ModelRequest = {
  model: null,
  system: 'You are a test.',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'A secret prompt' }] }],
  tools: [{ name: 'read_file', description: 'Reads.', input_schema: { type: 'object' } }],
  maxTokens: 100,
}
const listen = { onDelta: () => undefined }
const never = new AbortController().signal

async function failure(client: ModelClient, asked: ModelRequest = request): Promise<ModelError> {
  const error: unknown = await client.complete(asked, listen, never).then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ModelError)) throw error
  return error
}

describe('credentials', () => {
  const all = {
    ANTHROPIC_AUTH_TOKEN: 'env-token',
    ANTHROPIC_API_KEY: 'env-key',
    ANTHROPIC_CUSTOM_HEADERS: 'X-Secret: s',
  }

  /** The headers with which a client, made in an environment full of credentials, reaches an endpoint. */
  async function sentHeaders(options: Partial<AnthropicClientOptions>): Promise<IncomingHttpHeaders> {
    let seen: IncomingHttpHeaders = {}
    const server = createServer((incoming, response) => {
      seen = incoming.headers
      response.writeHead(529).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    Object.assign(process.env, all)
    try {
      const client = createAnthropicClient({
        connectionName: 'Test',
        apiKey: null,
        baseUrl: `http://127.0.0.1:${port}`,
        defaultModel: 'm',
        clock: stillClock(),
        ...options,
      })
      await failure(client)
      return seen
    } finally {
      for (const name of Object.keys(all)) delete process.env[name]
      server.closeAllConnections()
      server.close()
    }
  }

  it('a key goes out in both headers that endpoints read, and is the only one', async () => {
    const headers = await sentHeaders({ apiKey: 'own', foreignHeaders: ['X-Secret'] })
    expect(headers).toMatchObject({ authorization: 'Bearer own', 'x-api-key': 'own' })
    expect(JSON.stringify(headers)).not.toMatch(/env-|x-secret/)
  })

  it('a token goes out as a bearer token only', async () => {
    const headers = await sentHeaders({ authToken: 'own' })
    expect(headers.authorization).toBe('Bearer own')
    expect(headers).not.toHaveProperty('x-api-key')
  })

  it('without any, none goes out, whatever the environment has', async () => {
    const headers = await sentHeaders({ foreignHeaders: ['x-secret'] })
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('x-api-key')
    expect(headers).not.toHaveProperty('x-secret')
  })

  it('headers of the environment go to the endpoint of the environment', async () => {
    expect(await sentHeaders({ apiKey: 'own' })).toMatchObject({ 'x-secret': 's' })
  })
})

describe('a failure', () => {
  it.each([
    ['429 with seconds', faults.rateLimited('7'), 'rate-limited', true, 7000],
    [
      '429 with a date',
      faults.rateLimited(new Date(1_800_000_090_000).toUTCString()),
      'rate-limited',
      true,
      90_000,
    ],
    ['429 without a hint', faults.rateLimited(), 'rate-limited', true, null],
    [
      '429 with milliseconds',
      faults.status(429, 'rate_limit_error', 'slow', { 'retry-after-ms': '250', 'retry-after': '1' }),
      'rate-limited',
      true,
      250,
    ],
    ['529', faults.overloaded(), 'overloaded', true, null],
    ['500', faults.serverError(), 'overloaded', true, null],
    ['overloaded_error inside the stream', faults.overloadedInStream(), 'overloaded', true, null],
    ['401', faults.wrongKey(), 'authentication', false, null],
    ['403', faults.status(403, 'permission_error', 'no'), 'permission', false, null],
    ['404', faults.status(404, 'not_found_error', 'model: claude-x'), 'not-found', false, null],
    ['400 context too long', faults.contextTooLong(), 'context-full', false, null],
    ['400', faults.status(400, 'invalid_request_error', 'messages.0: bad'), 'bad-request', false, null],
    [
      '400 no credit',
      faults.status(400, 'invalid_request_error', 'Your credit balance is too low'),
      'quota',
      false,
      null,
    ],
    ['413', faults.status(413, 'request_too_large', 'too large'), 'context-full', false, null],
    [
      'a redirect',
      faults.status(308, 'x', 'x', { location: 'http://127.0.0.1:1/' }),
      'not-found',
      false,
      null,
    ],
    ['a stream cut after its head', faults.cut(1), 'network', true, null],
    ['a stream cut in the middle of the text', faults.cut(5), 'network', true, null],
    ['a stream cut right before message_stop', faults.cut(13), 'network', true, null],
    ['a socket torn before the answer', faults.reset(0), 'network', true, null],
    ['a socket torn in the middle', faults.reset(5), 'network', true, null],
    ['an event that is no JSON', faults.malformed(), 'misbehaved', true, null],
    [
      'an event of a wrong shape',
      faults.malformed(
        4,
        'event: content_block_delta\ndata: {"type":"content_block_delta","index":7,"delta":{}}\n\n',
      ),
      'misbehaved',
      true,
      null,
    ],
    ['an empty reply', { content: [] }, 'misbehaved', true, null],
    ['a reply of blanks', says(' \n '), 'misbehaved', true, null],
    [
      'a tool call with broken JSON',
      { content: [{ type: 'tool_use' as const, name: 'read_file', input: {}, rawInput: '{"path": "a.t' }] },
      'misbehaved',
      true,
      null,
    ],
    [
      'a tool call with JSON that is no object',
      { content: [{ type: 'tool_use' as const, name: 'read_file', input: {}, rawInput: '["a"]' }] },
      'misbehaved',
      true,
      null,
    ],
  ] satisfies [string, Reply, string, boolean, number | null][])(
    '%s is understood',
    async (_name, reply, code, transient, retryAfterMs) => {
      const model = await scripted(reply)
      const error = await failure(clientOf(model))
      expect({ code: error.code, transient: error.transient, retryAfterMs: error.retryAfterMs }).toEqual({
        code,
        transient,
        retryAfterMs,
      })
      expect(error.message).toMatch(/“(Test|claude-sonnet-5-5)”.*\./)
      expect(error.message).not.toContain(model.key)
      expect(error.message).not.toContain('secret prompt')
      expect(model.requests).toHaveLength(1)
    },
  )

  it('never repeats what the server says, which may be the key or the prompt', async () => {
    const model = await createScriptedModel([
      {
        reply: faults.status(
          400,
          'invalid_request_error',
          'messages.0.content: "A secret prompt" key=scripted-model-key',
        ),
      },
    ])
    open.push(model)
    const error = await failure(clientOf(model))
    expect(error.message).toContain('at messages.0.content')
    expect(error.message).not.toMatch(/secret prompt|scripted-model-key/)
  })

  it('of a server that is not there says to start it or to check the address', async () => {
    const model = await scripted()
    await model.close()
    const error = await failure(clientOf(model))
    expect(error).toMatchObject({ code: 'network', transient: true })
    expect(error.message).toContain('Nothing answers')
  })

  it('of a key that the server does not know asks for a new one', async () => {
    const model = await scripted()
    const error = await failure(clientOf(model, { apiKey: 'wrong' }))
    expect(error).toMatchObject({ code: 'authentication', transient: false })
    expect(error.message).toBe(
      'The key of the connection “Test” was refused. Open Settings → Models and enter a new one.',
    )
  })
})
