import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faults } from './faults.ts'
import { createHold } from './hold.ts'
import { calls, says } from './replies.ts'
import { createScriptedModel, type ScriptedModel } from './scripted-responder.ts'

let model: ScriptedModel
beforeEach(async () => {
  model = await createScriptedModel()
})
afterEach(() => model.close())

interface Answer {
  readonly status: number
  readonly body: string
}

/** Plain HTTP, for headers that fetch does not let one set. */
function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${model.url}${path}`,
      { method: options.method ?? 'POST', headers: { 'x-api-key': model.key, ...options.headers } },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (body += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

const user = (text: string) => ({ role: 'user', content: text })
const body = (fields: Record<string, unknown> = {}): string =>
  JSON.stringify({ model: 'm', max_tokens: 10, messages: [user('hi')], ...fields })
const types = (sse: string): string[] => [...sse.matchAll(/^event: (.*)$/gm)].map((match) => match[1] ?? '')

describe('who may speak to it', () => {
  it.each([
    ['without a key', { 'x-api-key': '' }, 401],
    ['with a wrong key', { 'x-api-key': 'wrong' }, 401],
    ['with a wrong bearer token', { authorization: 'Bearer wrong' }, 401],
    ['under another name', { host: 'evil.example' }, 403],
    ['from a web page', { origin: 'https://evil.example' }, 403],
  ])('%s nobody', async (_name, headers, status) => {
    expect((await send('/v1/messages', { headers, body: body() })).status).toBe(status)
    expect(model.requests).toHaveLength(0)
  })

  it('a program with the key, in either header', async () => {
    model.add({ reply: says('yes'), always: true })
    expect((await send('/v1/messages', { body: body() })).status).toBe(200)
    const bearer = await fetch(`${model.url}/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${model.key}` },
      body: body(),
    })
    expect(bearer.status).toBe(200)
  })
})

describe('what it answers', () => {
  it('without streaming: one message', async () => {
    model.add({ reply: calls('Reading.', ['read_file', { path: 'a' }]) })
    const answer = await send('/v1/messages', { body: body() })
    expect(JSON.parse(answer.body)).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: 'm',
      stop_reason: 'tool_use',
      content: [
        { type: 'text', text: 'Reading.' },
        { type: 'tool_use', name: 'read_file', input: { path: 'a' } },
      ],
    })
  })

  it('with streaming: the events in the order of the Messages API', async () => {
    model.add({ reply: says('one two') })
    const answer = await send('/v1/messages', { body: body({ stream: true }) })
    expect(types(answer.body)).toEqual([
      'message_start',
      'ping',
      'content_block_start',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ])
  })

  it('a tool’s input in several pieces that join to its JSON', async () => {
    const input = { path: 'a/long/enough/path.txt', emoji: '🐭🐭🐭' }
    model.add({ reply: calls(['read_file', input]) })
    const answer = await send('/v1/messages', { body: body({ stream: true }) })
    const pieces = [...answer.body.matchAll(/^data: (.*)$/gm)]
      .map((match) => JSON.parse(match[1] ?? ''))
      .flatMap((event) => (event.delta?.type === 'input_json_delta' ? [event.delta.partial_json] : []))
    expect(pieces.length).toBeGreaterThanOrEqual(3)
    expect(JSON.parse(pieces.join(''))).toEqual(input)
  })

  it('the number of tokens of a request', async () => {
    const answer = await send('/v1/messages/count_tokens', {
      body: JSON.stringify({ model: 'm', messages: [user('x'.repeat(400))] }),
    })
    expect(JSON.parse(answer.body).input_tokens).toBeGreaterThan(100)
  })

  it('the list of its models', async () => {
    const answer = await send('/v1/models', { method: 'GET' })
    expect(JSON.parse(answer.body)).toMatchObject({ data: [{ type: 'model', id: 'scripted' }] })
  })

  it('404 to anything else', async () => {
    expect((await send('/v1/complete', { body: body() })).status).toBe(404)
    expect((await send('/v1/messages', { method: 'GET' })).status).toBe(404)
  })

  it('500 when the responder throws, and goes on', async () => {
    model.add({
      reply: () => {
        throw new Error('a bug in a script')
      },
    })
    model.add({ reply: says('still here') })
    expect((await send('/v1/messages', { body: body() })).status).toBe(500)
    expect((await send('/v1/messages', { body: body() })).status).toBe(200)
  })
})

describe('what it refuses as the Messages API does', () => {
  const use = { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'a', input: {} }] }
  const result = (id: string) => ({
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: id, content: 'ok' }],
  })
  const mark = { cache_control: { type: 'ephemeral' } }
  it.each([
    ['no JSON', 'nonsense'],
    ['no messages', body({ messages: [] })],
    ['no max_tokens', JSON.stringify({ model: 'm', messages: [user('hi')] })],
    [
      'a first message that is not the user’s',
      body({ messages: [{ role: 'assistant', content: 'hi' }, user('hi')] }),
    ],
    [
      'a last message that is not the user’s',
      body({ messages: [user('hi'), { role: 'assistant', content: 'hi' }] }),
    ],
    ['two messages of one role in a row', body({ messages: [user('hi'), user('hi')] })],
    ['an empty text', body({ messages: [user('')] })],
    ['a tool call without its result', body({ messages: [user('hi'), use, user('go on')] })],
    ['a result of another call', body({ messages: [user('hi'), use, result('t2')] })],
    ['a result without a call', body({ messages: [result('t1')] })],
    [
      'a result behind a text',
      body({
        messages: [
          user('hi'),
          use,
          { role: 'user', content: [{ type: 'text', text: 'x' }, ...result('t1').content] },
        ],
      }),
    ],
    [
      'two results of one call',
      body({
        messages: [
          user('hi'),
          use,
          { role: 'user', content: [...result('t1').content, ...result('t1').content] },
        ],
      }),
    ],
    [
      'thinking without its signature',
      body({
        messages: [
          user('hi'),
          { role: 'assistant', content: [{ type: 'thinking', thinking: 'x', signature: '' }] },
          user('hi'),
        ],
      }),
    ],
    ['a temperature', body({ temperature: 1 })],
    ['a tool whose schema is no object', body({ tools: [{ name: 'a', input_schema: { type: 'string' } }] })],
    [
      'five cache marks',
      body({ system: [1, 2, 3, 4, 5].map((n) => ({ type: 'text', text: `s${n}`, ...mark })) }),
    ],
  ])('%s', async (_name, sent) => {
    model.add({ reply: says('should not be asked for') })
    const answer = await send('/v1/messages', { body: sent })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body).error.type).toBe('invalid_request_error')
    expect(model.requests).toHaveLength(0)
  })

  it('but not a history that is right', async () => {
    model.add({ reply: says('fine') })
    const messages = [user('hi'), use, result('t1'), { role: 'assistant', content: 'done' }, user('thanks')]
    expect((await send('/v1/messages', { body: body({ messages }) })).status).toBe(200)
  })

  it('and a body that is too large', async () => {
    const answer = await send('/v1/messages', { body: body({ system: 'x'.repeat(33 * 1024 * 1024) }) }).catch(
      // The server may close the connection while the rest is still being sent.
      () => ({ status: 413, body: '' }),
    )
    expect(answer.status).toBe(413)
    expect(model.requests).toHaveLength(0)
  })
})

describe('a held stream', () => {
  it('stands still after so many events and goes on when it is released', async () => {
    const hold = createHold(4)
    model.add({ reply: says('one two', { hold }) })
    const response = await fetch(`${model.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': model.key },
      body: body({ stream: true }),
    })
    await hold.reached
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    while (types(seen).length < 4) seen += (await reader?.read())?.value ?? ''
    expect(types(seen)).toEqual(['message_start', 'ping', 'content_block_start', 'content_block_delta'])
    hold.release()
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read())
      seen += chunk.value
    expect(types(seen).at(-1)).toBe('message_stop')
  })

  it('does not keep the server from closing', async () => {
    const hold = createHold(0)
    model.add({ reply: says('never', { hold }) })
    const call = send('/v1/messages', { body: body({ stream: true }) }).catch(() => 'cut')
    await hold.reached
    await model.close()
    expect(await call).toBe('cut')
  })
})

it('a cut comes exactly after the event that it names', async () => {
  for (const events of [0, 1, 5]) {
    model.add({ reply: faults.cut(events) })
    const answer = await send('/v1/messages', { body: body({ stream: true }) })
    expect(types(answer.body)).toHaveLength(events)
  }
})
