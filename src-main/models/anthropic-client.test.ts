import { afterEach, describe, expect, it } from 'vitest'
import { createAnthropicClient, type AnthropicClientOptions } from './anthropic-client.ts'
import { ModelError, type ModelClient, type ModelRequest } from './model-client.ts'
import { faults } from './practice/faults.ts'
import { createHold } from './practice/hold.ts'
import { calls, says } from './practice/replies.ts'
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

describe('a reply', () => {
  it('comes as deltas and then whole, with what it used', async () => {
    const model = await scripted(says('Hello there, dear tester.'))
    const deltas: string[] = []
    const reply = await clientOf(model).complete(
      request,
      { onDelta: (kind, text) => deltas.push(`${kind}:${text}`) },
      never,
    )
    expect(deltas).toEqual(['text:Hello ', 'text:there, ', 'text:dear ', 'text:tester.'])
    expect(reply.content).toEqual([{ type: 'text', text: 'Hello there, dear tester.' }])
    expect(reply.stopReason).toBe('end_turn')
    expect(reply.model).toBe('claude-sonnet-5-5')
    expect(reply.usage.steps).toBe(1)
    expect(reply.usage.outputTokens).toBeGreaterThan(5)
    expect(reply.usage.costMicroUsd).toBeGreaterThan(0)
  })

  it('keeps thinking with its signature, and redacted thinking as it is', async () => {
    const model = await scripted({
      content: [
        { type: 'thinking', thinking: 'Let me see.', signature: 'c2lnbmVk' },
        { type: 'redacted_thinking', data: 'b3BhcXVl' },
        { type: 'text', text: 'Done.' },
      ],
    })
    const deltas: string[] = []
    const reply = await clientOf(model).complete(request, { onDelta: (kind) => deltas.push(kind) }, never)
    expect(reply.content).toEqual([
      { type: 'thinking', thinking: 'Let me see.', signature: 'c2lnbmVk' },
      { type: 'redacted_thinking', data: 'b3BhcXVl' },
      { type: 'text', text: 'Done.' },
    ])
    expect(new Set(deltas)).toEqual(new Set(['thinking', 'text']))
  })

  it('with two tool calls in one message has both, each with its own input', async () => {
    const model = await scripted(
      calls(
        'I read both.',
        ['read_file', { path: 'a.txt', note: 'Grüße 🐭 "quoted"' }],
        ['read_file', { path: 'b.txt', offset: 3 }],
      ),
    )
    const reply = await clientOf(model).complete(request, listen, never)
    expect(reply.stopReason).toBe('tool_use')
    expect(reply.content.slice(1)).toMatchObject([
      { type: 'tool_use', name: 'read_file', input: { path: 'a.txt', note: 'Grüße 🐭 "quoted"' } },
      { type: 'tool_use', name: 'read_file', input: { path: 'b.txt', offset: 3 } },
    ])
    const ids = reply.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    expect(new Set(ids).size).toBe(2)
  })

  it('that ran into the token limit says so and is kept', async () => {
    const model = await scripted(faults.maxTokens('Half of it'))
    const reply = await clientOf(model).complete(request, listen, never)
    expect(reply).toMatchObject({ stopReason: 'max_tokens', content: [{ type: 'text', text: 'Half of it' }] })
  })

  it('that ran into the token limit inside a tool call has no such call', async () => {
    const model = await scripted({
      content: [
        { type: 'text', text: 'I write it.' },
        { type: 'tool_use', name: 'read_file', input: {}, rawInput: '{"path": "a.t' },
      ],
      stopReason: 'max_tokens',
    })
    const reply = await clientOf(model).complete(request, listen, never)
    expect(reply.content).toEqual([{ type: 'text', text: 'I write it.' }])
  })

  it('that refuses is a reply without content, not an error', async () => {
    const model = await scripted(faults.refusal())
    expect(await clientOf(model).complete(request, listen, never)).toMatchObject({
      stopReason: 'refusal',
      content: [],
    })
  })
})

describe('what is sent', () => {
  it('lets a follow-up read the whole earlier request from the cache', async () => {
    const model = await scripted(says('One.'), says('Two.'))
    const client = clientOf(model)
    const first = await client.complete(request, listen, never)
    const second = await client.complete(
      {
        ...request,
        messages: [
          ...request.messages,
          { role: 'assistant', content: [{ type: 'text', text: 'One.' }] },
          { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
        ],
      },
      listen,
      never,
    )
    expect(first.usage.cacheReadTokens).toBe(0)
    expect(first.usage.cacheWriteTokens).toBeGreaterThan(20)
    expect(second.usage.cacheReadTokens).toBe(first.usage.cacheWriteTokens)
  })

  it('goes out again without cache marks where the endpoint does not know them, and stays so', async () => {
    const refusal = faults.status(
      400,
      'invalid_request_error',
      'messages.0.content.0.cache_control: Extra inputs',
    )
    const model = await createScriptedModel([
      { reply: refusal },
      { reply: says('Fine without.') },
      { reply: says('And again.') },
    ])
    open.push(model)
    const client = clientOf(model)
    expect(await client.complete(request, listen, never)).toMatchObject({
      content: [{ text: 'Fine without.' }],
      usage: { cacheReadTokens: 0, cacheWriteTokens: 0 },
    })
    await client.complete(request, listen, never)
    expect(model.requests).toHaveLength(3)
  })

  it('names the model that was asked for, else the default of the connection', async () => {
    const model = await scripted(says('a'), says('b'))
    const client = clientOf(model)
    await client.complete(request, listen, never)
    await client.complete({ ...request, model: 'claude-opus-5-5' }, listen, never)
    expect(model.requests.map((sent) => sent.model)).toEqual(['claude-sonnet-5-5', 'claude-opus-5-5'])
  })

  it('has a tool result and its error flag as the model gave them', async () => {
    const model = await scripted(says('I see.'))
    const messages: ModelRequest['messages'] = [
      ...request.messages,
      {
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'toolu_1', name: 'read_file', input: { path: 'x' } }],
      },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'No such file.', is_error: true }],
      },
    ]
    await clientOf(model).complete({ ...request, messages }, listen, never)
    expect(model.requests[0]?.messages[2]?.content).toEqual([
      { type: 'tool_result', toolUseId: 'toolu_1', text: 'No such file.', isError: true },
    ])
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
      'permission',
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

  it('sends no credential of other tools where the connection has none', async () => {
    const model = await scripted()
    process.env['ANTHROPIC_AUTH_TOKEN'] = model.key
    try {
      expect(await failure(clientOf(model, { apiKey: null }))).toMatchObject({ code: 'authentication' })
    } finally {
      delete process.env['ANTHROPIC_AUTH_TOKEN']
    }
  })
})

describe('stopping', () => {
  it('an abort ends the call at once with its reason, and no delta comes after it', async () => {
    const hold = createHold(4)
    const model = await scripted(says('one two three four', { hold }))
    const stop = new AbortController()
    const deltas: string[] = []
    const call = clientOf(model).complete(
      request,
      { onDelta: (_kind, text) => deltas.push(text) },
      stop.signal,
    )
    await hold.reached
    const reason = new Error('cancelled by the test')
    stop.abort(reason)
    await expect(call).rejects.toBe(reason)
    const seen = deltas.length
    hold.release()
    await model.close()
    expect(deltas).toHaveLength(seen)
  })

  it('an abort before the call sends nothing', async () => {
    const model = await scripted(says('never'))
    const reason = new Error('too late')
    await expect(clientOf(model).complete(request, listen, AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(model.requests).toHaveLength(0)
  })

  it('an abort while nothing was answered yet ends the call at once', async () => {
    const hold = createHold(0)
    const model = await scripted(says('late', { hold }))
    const stop = new AbortController()
    const call = clientOf(model).complete(request, listen, stop.signal)
    await hold.reached
    stop.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
  })

  it('a stream that goes silent is given up after the idle time', async () => {
    const hold = createHold(4)
    const model = await scripted(says('one two three four', { hold }))
    const clock = stillClock()
    const deltas: string[] = []
    let heard: () => void = () => undefined
    const twoWords = new Promise<void>((resolve) => (heard = resolve))
    const call = clientOf(model, { clock, idleMs: 1000, firstByteMs: 5000 }).complete(
      request,
      {
        onDelta: (_kind, text) => {
          deltas.push(text)
          heard()
        },
      },
      never,
    )
    await twoWords
    clock.ring(999)
    expect(await Promise.race([call.catch(() => 'failed'), Promise.resolve('still there')])).toBe(
      'still there',
    )
    clock.ring(1)
    await expect(call).rejects.toMatchObject({ name: 'ModelError', code: 'network', transient: true })
  })

  it('a server that never answers is given up after the first-byte time', async () => {
    const hold = createHold(0)
    const model = await scripted(says('late', { hold }))
    const clock = stillClock()
    const call = clientOf(model, { clock, idleMs: 1000, firstByteMs: 5000 }).complete(request, listen, never)
    await hold.reached
    clock.ring(4999)
    expect(await Promise.race([call.catch(() => 'failed'), Promise.resolve('still there')])).toBe(
      'still there',
    )
    clock.ring(1)
    await expect(call).rejects.toMatchObject({ code: 'network', transient: true })
  })
})
