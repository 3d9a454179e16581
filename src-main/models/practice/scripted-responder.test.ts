import { afterEach, beforeEach, expect, it } from 'vitest'
import { says } from './replies.ts'
import { lastUserText } from './request-text.ts'
import { createScriptedModel, type ScriptedModel } from './scripted-responder.ts'

let model: ScriptedModel
beforeEach(async () => {
  model = await createScriptedModel()
})
afterEach(() => model.close())

async function ask(text: string, system = ''): Promise<string> {
  const response = await fetch(`${model.env.ANTHROPIC_BASE_URL}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': model.env.ANTHROPIC_API_KEY },
    body: JSON.stringify({ model: 'm', max_tokens: 9, system, messages: [{ role: 'user', content: text }] }),
  })
  if (!response.ok) return `${response.status}`
  return JSON.parse(await response.text()).content[0].text
}

it('plain steps answer in their order', async () => {
  model.add({ reply: says('first') }, { reply: says('second') })
  expect([await ask('a'), await ask('b')]).toEqual(['first', 'second'])
  model.assertDone()
})

it('a step with a match waits for its request, whoever comes before', async () => {
  model.add(
    { reply: says('plain') },
    { when: 'run B', reply: says('for B') },
    { when: /run A/g, reply: says('for A') },
  )
  expect([await ask('this is run A'), await ask('no run'), await ask('hello', 'of run B')]).toEqual([
    'for A',
    'plain',
    'for B',
  ])
  model.assertDone()
})

it('a step may compute its answer from the request', async () => {
  model.add({ reply: (request) => says(lastUserText(request).toUpperCase()) })
  expect(await ask('loud')).toBe('LOUD')
})

it('a step with always answers as often as it is asked and is never left over', async () => {
  model.add({ when: 'x', reply: says('x'), always: true }, { when: 'never', reply: says('y'), always: true })
  expect([await ask('x'), await ask('x')]).toEqual(['x', 'x'])
  model.assertDone()
})

it('an answer that nobody asked for is named', async () => {
  model.add({ when: 'the other', reply: says('left') })
  expect(() => model.assertDone()).toThrow(/left.*the other/)
})

it('a request that nothing was planned for gets a 400 and is named', async () => {
  expect(await ask('surprise')).toBe('400')
  expect(() => model.assertDone()).toThrow(/surprise/)
})

it('one can wait for the n-th request and for one that matches, before and after it came', async () => {
  model.add({ reply: says('ok'), always: true })
  const second = model.received(2)
  const named = model.waitFor('number two')
  await ask('number one')
  await ask('number two')
  expect(lastUserText(await second)).toBe('number two')
  expect(await named).toBe(await second)
  expect(lastUserText(await model.waitFor((request) => lastUserText(request) === 'number one'))).toBe(
    'number one',
  )
  expect(model.requests).toHaveLength(2)
})
