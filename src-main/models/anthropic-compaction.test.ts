import { createServer, type Server } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { createAnthropicClient, type AnthropicClientOptions } from './anthropic-client.ts'
import type { ModelClient, ModelRequest } from './model-client.ts'
import { faults } from './practice/faults.ts'
import { says } from './practice/replies.ts'
import type { Reply } from './practice/responder.ts'
import { createScriptedModel, type ScriptedModel } from './practice/scripted-responder.ts'
import { stillClock } from './still-clock.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

async function scripted(...replies: readonly Reply[]): Promise<ScriptedModel> {
  const model = await createScriptedModel(replies.map((reply) => ({ reply })))
  open.push(model)
  return model
}

function clientOf(url: string, options: Partial<AnthropicClientOptions> = {}): ModelClient {
  return createAnthropicClient({
    connectionName: 'Test',
    apiKey: 'scripted-model-key',
    baseUrl: url,
    defaultModel: 'claude-sonnet-5-5',
    clock: stillClock(),
    ...options,
  })
}

const text = (words: string) => ({ type: 'text' as const, text: words })
const request: ModelRequest = {
  model: null,
  system: 'You are a test.',
  messages: [
    { role: 'user', content: [text('The code is 4711.')] },
    { role: 'assistant', content: [text('Noted.')] },
  ],
  tools: [{ name: 'read_file', description: 'Reads.', input_schema: { type: 'object' } }],
  maxTokens: 100,
}
const goesOn = (block: unknown): ModelRequest => ({
  ...request,
  messages: [
    { role: 'user', content: [{ type: 'summary', text: 'In words: 4711.', block }, text('What is it?')] },
  ],
})
const listen = { onDelta: () => undefined }
const never = new AbortController().signal

it('the API makes a summary of its own, which goes first in the next request in the place of its words', async () => {
  const model = await scripted(says('The code is 4711.'), says('4711.'))
  const client = clientOf(model.url, { compacts: true })
  const made = await client.compact?.(request, never)
  expect(made).toMatchObject({ summary: 'The code is 4711.', usage: { steps: 1 } })
  expect(made?.usage.outputTokens).toBeGreaterThan(0)
  // As it is kept in a row.
  const kept: unknown = JSON.parse(JSON.stringify(made?.block))
  await client.complete(goesOn(kept), listen, never)
  expect(model.requests[1]?.messages).toEqual([
    {
      role: 'assistant',
      content: [expect.objectContaining({ type: 'compaction', content: 'The code is 4711.' })],
    },
    { role: 'user', content: [{ type: 'text', text: 'What is it?' }] },
  ])
})

it('another connection gets the words of a summary that the API made', async () => {
  const model = await scripted(says('4711.'))
  const block = { type: 'compaction', content: 'The code is 4711.', signature: 'abc' }
  const client = clientOf(model.url)
  expect(await client.compact?.(request, never)).toBeNull()
  await client.complete(goesOn(block), listen, never)
  expect(model.requests).toHaveLength(1)
  expect(JSON.stringify(model.requests[0]?.messages)).toContain('In words: 4711.')
  expect(JSON.stringify(model.requests[0]?.messages)).not.toContain('compaction')
})

it('a service that does not know it is not asked again, and gets words', async () => {
  const refuses = faults.status(400, 'invalid_request_error', 'compaction: Extra inputs are not permitted')
  const model = await scripted(refuses, says('4711.'))
  const client = clientOf(model.url, { compacts: true })
  expect(await client.compact?.(request, never)).toBeNull()
  expect(await client.compact?.(request, never)).toBeNull()
  await client.complete(goesOn({ type: 'compaction', content: 'x', signature: 'abc' }), listen, never)
  expect(model.requests).toHaveLength(2)
  expect(JSON.stringify(model.requests[1]?.messages)).toContain('In words: 4711.')
})

it('one that gave none is not asked and paid for again', async () => {
  const model = await scripted(says(''), says('The code is 4711.'))
  const client = clientOf(model.url, { compacts: true })
  expect(await client.compact?.(request, never)).toBeNull()
  expect(await client.compact?.(request, never)).toBeNull()
  expect(model.requests).toHaveLength(1)
})

it.each([
  'messages.0: compaction block has a bad signature',
  'messages.0.content.0: Invalid `signature` in block',
  'messages.0.content.0.encrypted_content: made by another model',
])('a service that takes the block of a summary no more gets its words in the same call: %s', async (why) => {
  const refuses = faults.status(400, 'invalid_request_error', why)
  const model = await scripted(refuses, says('4711.'))
  const client = clientOf(model.url, { compacts: true })
  const block = { type: 'compaction', content: 'x', signature: 'abc' }
  const reply = await client.complete(goesOn(block), listen, never)
  expect(reply.content).toEqual([text('4711.')])
  expect(JSON.stringify(model.requests[1]?.messages)).toContain('In words: 4711.')
})

it.each([
  ['too much for a summary', faults.contextTooLong(), 'context-full'],
  ['overloaded', faults.overloaded(), 'overloaded'],
])('what is %s is said, and asked again another time', async (_name, fault, code) => {
  const model = await scripted(fault, says('The code is 4711.'))
  const client = clientOf(model.url, { compacts: true })
  await expect(client.compact?.(request, never)).rejects.toMatchObject({ code })
  expect(await client.compact?.(request, never)).toMatchObject({ summary: 'The code is 4711.' })
})

it('tokens are counted where the connection counts them', async () => {
  const model = await scripted()
  const short = await clientOf(model.url).countTokens?.(request, never)
  const long = { ...request, messages: [{ role: 'user' as const, content: [text('word '.repeat(4000))] }] }
  expect(short).toBeGreaterThan(10)
  expect(await clientOf(model.url).countTokens?.(long, never)).toBeGreaterThan(4000)
})

it.each([404, 405, 400, 501])('a server that answers %i to a count is not asked again', async (status) => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  })
  const client = clientOf(await listening(server))
  expect(await client.countTokens?.(request, never)).toBeNull()
  expect(await client.countTokens?.(request, never)).toBeNull()
  expect(asked).toBe(1)
})

it('a count that fails for now is asked for another time, and never fails a call', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.writeHead(529, { 'content-type': 'application/json' }).end('{}')
  })
  const client = clientOf(await listening(server))
  expect(await client.countTokens?.(request, never)).toBeNull()
  expect(await client.countTokens?.(request, never)).toBeNull()
  expect(asked).toBe(2)
  await expect(client.countTokens?.(request, AbortSignal.abort(new Error('Stopped.')))).rejects.toThrow(
    'Stopped.',
  )
})

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It has no port.')
  return `http://127.0.0.1:${address.port}`
}
