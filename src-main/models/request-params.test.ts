import { expect, it } from 'vitest'
import type { ModelRequest } from './model-client.ts'
import { requestParams } from './request-params.ts'

const mark = { cache_control: { type: 'ephemeral' } }
const text = (words: string) => ({ type: 'text' as const, text: words })
const result = (id: string) => ({ type: 'tool_result' as const, tool_use_id: id, content: 'ok' })
const tool = (name: string) => ({ name, description: name, input_schema: { type: 'object' as const } })

const request: ModelRequest = {
  model: null,
  system: 'Be kind.',
  messages: [
    { role: 'user', content: [text('first')] },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'tool_use', id: 'a', name: 'x', input: { p: 1 } },
        { type: 'tool_use', id: 'b', name: 'y', input: {} },
      ],
    },
    { role: 'user', content: [result('a'), result('b')] },
    { role: 'assistant', content: [text('done')] },
    { role: 'user', content: [text('more')] },
  ],
  tools: [tool('x'), tool('y')],
  maxTokens: 99,
}

it('cache marks stand behind the system, the two newest user messages and the one with words before them', () => {
  const params = requestParams(request, 'm', { cache: true })
  expect(params.system).toEqual([{ ...text('Be kind.'), ...mark }])
  expect(params.messages.map((message) => message.content)).toEqual([
    [{ ...text('first'), ...mark }],
    request.messages[1]?.content,
    [result('a'), { ...result('b'), ...mark }],
    [text('done')],
    [{ ...text('more'), ...mark }],
  ])
  expect(JSON.stringify(params.tools)).not.toContain('cache_control')
})

it('in a long turn a mark stays behind the message that it began with', () => {
  const step = (id: string): ModelRequest['messages'] => [
    { role: 'assistant', content: [{ type: 'tool_use', id, name: 'x', input: {} }] },
    { role: 'user', content: [result(id)] },
  ]
  const begun = { role: 'user' as const, content: [text('begin')] }
  const messages = [...request.messages.slice(0, 4), begun, ...['a', 'b', 'c', 'd'].flatMap(step)]
  const params = requestParams({ ...request, messages }, 'm', { cache: true })
  const marked = params.messages.map((message) => JSON.stringify(message).includes('cache_control'))
  expect([...marked.keys()].filter((index) => marked[index])).toEqual([4, 10, 12])
})

it('what holds for one call only stands behind the last mark', () => {
  const passing = { ...text('for now'), passing: true as const }
  const messages = [
    ...request.messages.slice(0, 2),
    { role: 'user' as const, content: [result('a'), passing] },
  ]
  const params = requestParams({ ...request, messages }, 'm', { cache: true })
  expect(params.messages.at(-1)?.content).toEqual([{ ...result('a'), ...mark }, text('for now')])
})

it('a summary is words, or left out where the block of the API stands for it', () => {
  const summary = { type: 'summary' as const, text: 'what was', block: null }
  const begins = (...content: ModelRequest['messages'][number]['content']): ModelRequest => ({
    ...request,
    messages: [{ role: 'user', content }, ...request.messages.slice(1)],
  })
  const sent = (from: ModelRequest, ownSummary: boolean) =>
    requestParams(from, 'm', { cache: false, ownSummary }).messages[0]?.content
  expect(sent(begins(summary, text('go')), false)).toEqual([text('what was'), text('go')])
  expect(sent(begins(summary, text('go')), true)).toEqual([text('go')])
  // No message may be empty.
  expect(sent(begins(summary), true)).toEqual([text('Go on.')])
})

it('without a system the mark stands behind the last tool', () => {
  const params = requestParams({ ...request, system: '' }, 'm', { cache: true })
  expect(params).not.toHaveProperty('system')
  expect(params.tools).toEqual([tool('x'), { ...tool('y'), ...mark }])
})

it('where the endpoint takes none there is none', () => {
  expect(JSON.stringify(requestParams(request, 'm', { cache: false }))).not.toContain('cache_control')
})

it('no tools are sent where there are none, and always the model, the limit and the wish for a stream', () => {
  const params = requestParams({ ...request, tools: [] }, 'm', { cache: true })
  expect(params).not.toHaveProperty('tools')
  expect(params).toMatchObject({ model: 'm', max_tokens: 99, stream: true })
})
