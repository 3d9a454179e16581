import Anthropic from '@anthropic-ai/sdk'
import { says } from '../src-main/models/practice/replies.ts'
import { test } from '../e2e/harness/model-test.ts'
import { median } from './median.ts'
import { printRow } from './print-row.ts'
import { connectPromptly } from './prompt-client.ts'

const turns = 100
const warmUp = 20
const words = 'A short answer of a dozen words, such as a model often gives.'

test('a whole turn, from the message to its committed end, beside a bare call of the SDK', async ({
  start,
  model,
}) => {
  model.add({ reply: says(words), always: true })
  const { socketPath } = await start({ args: ['--hidden'], env: { ...model.env } }).ready()
  const client = await connectPromptly(socketPath)
  const sdk = new Anthropic({ baseURL: model.url, apiKey: model.key })
  const ours: number[] = []
  const bare: number[] = []
  for (let i = 0; i < turns; i++) {
    // A conversation of its own each time: what is measured is a turn, not a growing context.
    const { id } = await client.request('conversations.create', {})
    const ended = client.event(
      (event, data) =>
        event === 'turn.changed' && data['conversationId'] === id && data['status'] === 'succeeded',
    )
    const begin = performance.now()
    await client.request('conversations.send', { conversationId: id, text: 'Hello' })
    await ended
    ours.push(performance.now() - begin)

    const before = performance.now()
    const stream = sdk.messages.stream({
      model: 'm',
      max_tokens: 16_000,
      messages: [{ role: 'user', content: 'Hello' }],
    })
    await stream.finalMessage()
    bare.push(performance.now() - before)
  }
  client.close()
  const settled = (values: readonly number[]): number => median(values.slice(warmUp))
  printRow('one turn', 'ms', settled(ours), { name: 'bare SDK call', value: settled(bare) })
})
