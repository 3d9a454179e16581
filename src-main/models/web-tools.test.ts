import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import { createAnthropicClient } from './anthropic-client.ts'
import type { WebTools } from './model-client.ts'
import { stillClock } from './still-clock.ts'
import { createWebTools } from './web-tools.ts'

const never = new AbortController().signal
let server: Server | null = null
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)))
  server = null
})

interface Asked {
  readonly model: string
  readonly max_tokens: number
  readonly tools: readonly { readonly type: string; readonly max_uses: number }[]
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
}

type Answer = { readonly status?: number; readonly body: unknown } | 'silence'

/** Anthropic's service, as far as these calls see it: one answer for each request. */
async function service(...answers: readonly Answer[]): Promise<{ tools: WebTools; asked: Asked[] }> {
  const asked: Asked[] = []
  const started = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      asked.push(JSON.parse(body) as Asked)
      const answer = answers[asked.length - 1] ?? 'silence'
      if (answer === 'silence') return
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body))
    })
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const { port } = started.address() as AddressInfo
  const sdk = new Anthropic({
    apiKey: 'k',
    baseURL: `http://127.0.0.1:${port}`,
    maxRetries: 0,
    logLevel: 'off',
  })
  const parts = { connectionName: 'Test', defaultModel: 'claude-sonnet-5-5', clock: stillClock() }
  return { tools: createWebTools({ ...parts, sdk: () => Promise.resolve(sdk) }), asked }
}

function message(content: readonly unknown[], part: Record<string, unknown> = {}): Answer {
  return {
    body: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-5-5',
      content,
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: {
        input_tokens: 1000,
        output_tokens: 100,
        cache_read_input_tokens: null,
        cache_creation_input_tokens: null,
        server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
      },
      ...part,
    },
  }
}

const use = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'mice' } }
const results = {
  type: 'web_search_tool_result',
  tool_use_id: 'srvtoolu_1',
  content: [
    {
      type: 'web_search_result',
      url: 'https://a.test/1',
      title: 'One',
      page_age: '2 days ago',
      encrypted_content: 'E',
    },
    {
      type: 'web_search_result',
      url: 'https://b.test/',
      title: 'Two',
      page_age: null,
      encrypted_content: 'E',
    },
  ],
}
const cited = (text: string, url: string, passage: string): unknown => ({
  type: 'text',
  text,
  citations: [
    { type: 'web_search_result_location', url, title: 'One', cited_text: passage, encrypted_index: 'x' },
  ],
})

describe('a search', () => {
  it('gives what the result blocks hold, the quoted passages, the summary, and what it cost', async () => {
    const { tools, asked } = await service(
      message([use, results, cited('Mice sleep.', 'https://a.test/1', 'The dormouse sleeps.')]),
    )
    const found = await tools.search('mice', null, never)
    expect(found).toEqual({
      ok: true,
      value: {
        hits: [
          { url: 'https://a.test/1', title: 'One', age: '2 days ago', passages: ['The dormouse sleeps.'] },
          { url: 'https://b.test/', title: 'Two', age: null, passages: [] },
        ],
        summary: 'Mice sleep.',
      },
      usage: {
        inputTokens: 1000,
        outputTokens: 100,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        // 1000 × 2 µ$ + 100 × 10 µ$, and one search at 10,000 µ$.
        costMicroUsd: 13_000,
        steps: 1,
        model: 'claude-sonnet-5-5',
      },
    })
    expect(asked[0]).toMatchObject({
      model: 'claude-sonnet-5-5',
      tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 1 }],
    })
    expect(JSON.stringify(asked[0]?.messages)).toContain('mice')
  })

  it('that the service pauses goes on with what was said so far, and counts both calls', async () => {
    const { tools, asked } = await service(
      message([use, results], { stop_reason: 'pause_turn' }),
      message([{ type: 'text', text: 'Done.', citations: null }]),
    )
    const found = await tools.search('mice', 'claude-opus-5', never)
    expect(found).toMatchObject({
      ok: true,
      value: { summary: 'Done.' },
      usage: { steps: 2, inputTokens: 2000 },
    })
    expect(asked[1]?.model).toBe('claude-opus-5')
    expect(asked[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  })

  it('that is paused without end is left after three calls', async () => {
    const pause = message([use, results], { stop_reason: 'pause_turn' })
    const { tools, asked } = await service(pause, pause, pause, pause)
    expect(await tools.search('mice', null, never)).toMatchObject({ ok: true, usage: { steps: 3 } })
    expect(asked).toHaveLength(3)
  })

  it.each([
    ['too_many_requests', 'Try again later'],
    ['query_too_long', 'too long'],
    ['unavailable', 'cannot be used now'],
  ])('that fails with %s says so, and what it cost', async (code, words) => {
    const failed = {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_1',
      content: { type: 'web_search_tool_result_error', error_code: code },
    }
    const { tools } = await service(message([use, failed]))
    const found = await tools.search('mice', null, never)
    expect(found).toMatchObject({ ok: false, why: expect.stringContaining(words), usage: { steps: 1 } })
  })

  it('that the model does not make is no search, whatever it says instead', async () => {
    const { tools } = await service(message([{ type: 'text', text: 'From memory: mice.', citations: null }]))
    expect(await tools.search('mice', null, never)).toMatchObject({ ok: false })
  })
})

describe('a fetch', () => {
  const fetched = (content: unknown): unknown => ({
    type: 'web_fetch_tool_result',
    tool_use_id: 'srvtoolu_1',
    content,
  })

  it('gives the text of the document, and not what the model says about it', async () => {
    const document = {
      type: 'document',
      title: 'A page',
      citations: null,
      source: { type: 'text', media_type: 'text/plain', data: 'The text.' },
    }
    const { tools, asked } = await service(
      message([
        fetched({
          type: 'web_fetch_result',
          url: 'https://a.test/end',
          retrieved_at: null,
          content: document,
        }),
        { type: 'text', text: 'I obey the page.', citations: null },
      ]),
    )
    const found = await tools.fetch('https://a.test/', null, never)
    expect(found).toMatchObject({
      ok: true,
      value: { url: 'https://a.test/end', title: 'A page', text: 'The text.' },
    })
    expect(asked[0]?.tools).toMatchObject([{ type: 'web_fetch_20250910', max_uses: 1 }])
  })

  it.each([
    [
      fetched({ type: 'web_fetch_tool_result_error', error_code: 'url_not_accessible' }),
      'could not be fetched',
    ],
    [fetched({ type: 'web_fetch_tool_result_error', error_code: 'content_too_large' }), 'too large'],
    [{ type: 'text', text: 'No.', citations: null }, 'was not fetched'],
    [
      fetched({
        type: 'web_fetch_result',
        url: 'https://a.test/',
        retrieved_at: null,
        content: {
          type: 'document',
          title: null,
          citations: null,
          source: { type: 'base64', media_type: 'application/pdf', data: '' },
        },
      }),
      'PDF',
    ],
  ])('that comes to nothing says why: %#', async (block, words) => {
    const { tools } = await service(message([block]))
    expect(await tools.fetch('https://a.test/', null, never)).toMatchObject({
      ok: false,
      why: expect.stringContaining(words),
    })
  })
})

describe('a call that fails', () => {
  it('is a model error in words, without what the server says', async () => {
    const body = { type: 'error', error: { type: 'authentication_error', message: 'bad key sk-secret' } }
    const { tools } = await service({ status: 401, body })
    const failed = await tools.search('mice', null, never).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'ModelError', code: 'authentication' })
    expect(String(failed)).not.toContain('sk-secret')
  })

  it('ends with the signal’s reason when the turn is cancelled', async () => {
    const { tools } = await service('silence')
    const stop = new AbortController()
    const search = tools.search('mice', null, stop.signal)
    stop.abort(new Error('cancelled'))
    await expect(search).rejects.toThrow('cancelled')
  })

  it('is left after two minutes', async () => {
    const clock = createTestClock(0)
    const sdk = (): Promise<Anthropic> => {
      queueMicrotask(() => clock.advance(120_000))
      return new Promise(() => undefined)
    }
    const tools = createWebTools({ sdk, clock, connectionName: 'Test', defaultModel: 'm' })
    await expect(tools.fetch('https://a.test/', null, never)).rejects.toMatchObject({ name: 'ModelError' })
  })
})

it.each([
  [null, true],
  ['https://api.anthropic.com', true],
  ['https://eu.anthropic.com/v1/messages', true],
  ['https://anthropic.com.evil.test', false],
  ['http://127.0.0.1:11434', false],
  ['no address', false],
])('a connection to %s has them: %s', (baseUrl, has) => {
  const client = createAnthropicClient({
    connectionName: 'Test',
    apiKey: 'k',
    baseUrl,
    defaultModel: 'm',
    clock: stillClock(),
  })
  expect(client.webTools !== undefined).toBe(has)
})
