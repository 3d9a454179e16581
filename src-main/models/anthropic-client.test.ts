import { afterEach, describe, expect, it } from 'vitest'
import { createAnthropicClient, type AnthropicClientOptions } from './anthropic-client.ts'
import type { ModelClient, ModelRequest } from './model-client.ts'
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
