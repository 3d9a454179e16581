import { afterEach, describe, expect, it } from 'vitest'
import { createAnthropicClient } from './anthropic-client.ts'
import type { ModelClient, ModelRequest } from './model-client.ts'
import { faults } from './practice/faults.ts'
import { says } from './practice/replies.ts'
import { wholeText } from './practice/request-text.ts'
import type { Reply } from './practice/responder.ts'
import { createScriptedModel, type ScriptedModel } from './practice/scripted-responder.ts'
import { refusedContent } from './refused-content.ts'
import { stillClock } from './still-clock.ts'

const open: ScriptedModel[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((model) => model.close()))
})

async function scripted(...replies: readonly Reply[]): Promise<[ScriptedModel, ModelClient]> {
  const model = await createScriptedModel(replies.map((reply) => ({ reply })))
  open.push(model)
  const client = createAnthropicClient({
    connectionName: 'Test',
    apiKey: model.key,
    baseUrl: model.url,
    defaultModel: 'local-model',
    clock: stillClock(),
  })
  return [model, client]
}

const data = Buffer.alloc(2048).toString('base64')
const request: ModelRequest = {
  model: null,
  system: 'You are a test.',
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'go' }] },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'x', name: 'read_file', input: {} }] },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'x',
          content: [
            { type: 'text', text: 'A picture' },
            { type: 'image', name: 'a.png', source: { type: 'base64', media_type: 'image/png', data } },
          ],
        },
        { type: 'document', name: 'b.pdf', source: { type: 'base64', media_type: 'application/pdf', data } },
        { type: 'text', text: 'Well?' },
      ],
    },
  ],
  tools: [],
  maxTokens: 100,
}
const listen = { onDelta: () => undefined }
const never = new AbortController().signal
const refuses = (message: string, status = 400): Reply =>
  faults.status(status, 'invalid_request_error', message)
/** What the n-th request held beside words, and whether its picture was noted. */
const held = ({ requests }: ScriptedModel, n: number): readonly [string[], boolean] => {
  const sent = requests[n]
  const others = (sent?.messages ?? []).flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'other' ? [block.of] : [])),
  )
  return [
    others,
    sent !== undefined && wholeText(sent).includes('[Picture a.png, 2 KB: this model cannot see'),
  ]
}

it('a model whose server refuses pictures gets them noted, in the same call and from then on', async () => {
  const [model, client] = await scripted(
    refuses('This model does not support image input'),
    says('I see words.'),
    says('Still.'),
  )
  expect((await client.complete(request, listen, never)).content).toEqual([
    { type: 'text', text: 'I see words.' },
  ])
  await client.complete(request, listen, never)
  expect([0, 1, 2].map((n) => held(model, n))).toEqual([
    [['document'], false],
    [['document'], true],
    [['document'], true],
  ])
  model.assertDone()
})

it('what was learned is known of that model only', async () => {
  const [model, client] = await scripted(refuses('no vision'), says('One.'), says('Two.'))
  await client.complete(request, listen, never)
  await client.complete({ ...request, model: 'another' }, listen, never)
  expect(held(model, 2)).toEqual([['document'], false])
})

it('pictures and documents are learned one after the other, and no call is tried for ever', async () => {
  const [model, client] = await scripted(
    refuses('image blocks are not supported'),
    refuses('PDF documents are not supported'),
    refuses('image blocks are not supported'),
  )
  await expect(client.complete(request, listen, never)).rejects.toMatchObject({ code: 'bad-request' })
  expect(held(model, 2)).toEqual([[], true])
  model.assertDone()
})

describe('what a server says', () => {
  const said = (message: string, status: number): readonly string[] | null =>
    refusedContent(Object.assign(new Error(message), { status }), request)
  it.each([
    [400, 'Model does not support images. Please use a model that does.', ['images']],
    [404, 'No endpoints found that support image input', ['images']],
    [
      500,
      'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
      ['images'],
    ],
    [400, 'llama-3 is not a multimodal model', ['images']],
    [400, 'At most 0 image(s) may be provided in one prompt.', ['images']],
    [422, 'unknown variant `document`, expected one of `text`, `tool_use`', ['documents']],
    [400, 'unsupported content type', ['images', 'documents']],
    [400, 'messages.2.content.1.image.source.base64: image exceeds 5 MB maximum', null],
    [400, 'messages.2.content.1.image.source.media_type: Unsupported image format', null],
    [400, 'Could not process image', null],
    [400, 'prompt is too long: 210000 tokens > 200000 maximum', null],
    [400, 'tools are not supported by this model', null],
    [401, 'images are not supported', null],
  ])('%i %s', (status, message, expected) => {
    expect(said(message, status)).toEqual(expected)
  })
})
