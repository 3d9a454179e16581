import { expect, it } from 'vitest'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { ModelRequest, RequestBlock } from '../models/model-client.ts'
import { priceOf } from '../models/pricing.ts'
import { callEstimate, promptTokens } from './call-estimate.ts'
import { usualRest } from './usual-use.ts'

const request = (...content: RequestBlock[]): ModelRequest => ({
  model: null,
  system: '',
  messages: [{ role: 'user', content }],
  tools: [],
  maxTokens: 1000,
})
const text = (words: string): RequestBlock => ({ type: 'text', text: words })
const model = { price: priceOf('claude-sonnet-5-5', {}), window: 200_000, lastContext: 0 }

it('a call is foreseen with its prompt by size or as it last was, and an answer of full length', () => {
  const long = request(text('word '.repeat(6000)))
  expect(promptTokens(long)).toBeGreaterThan(10_000)
  const foreseen = callEstimate(long, model)
  expect(foreseen.tokens).toBe(promptTokens(long) + 1000)
  // Cache writes are the dearest way to read a prompt: 2.5 µ$ a token, and 10 µ$ for one of the answer.
  expect(foreseen.microUsd).toBe(Math.ceil(promptTokens(long) * 2.5) + 10_000)
  expect(callEstimate(long, { ...model, lastContext: 50_000 }).tokens).toBe(51_000)
  expect(callEstimate(long, { ...model, lastContext: 900_000 }).tokens).toBe(201_000)
  expect(callEstimate(long, { ...model, price: null })).toEqual({ ...foreseen, microUsd: 0 })
})

it('pictures count by what they are and not by their bytes', () => {
  const source = { type: 'base64', media_type: 'image/png', data: 'A'.repeat(3_000_000) } as const
  const content = [{ type: 'image', source } as const]
  const prompt = promptTokens(request({ type: 'tool_result', tool_use_id: 'u', content }))
  expect(prompt).toBeGreaterThan(1600)
  expect(prompt).toBeLessThan(10_000)
})

it('what such runs usually use is their median, less what this one has used', () => {
  const run = (tokens: number) => ({ ...noUsage, inputTokens: tokens, costMicroUsd: tokens * 2 })
  const last = [run(10), run(1000), run(30), run(20), run(25)]
  expect(usualRest(last, noUsage)).toEqual({ tokens: 25, microUsd: 50 })
  expect(usualRest(last, run(20))).toEqual({ tokens: 5, microUsd: 10 })
  expect(usualRest(last, run(40))).toEqual({ tokens: 0, microUsd: 0 })
  expect(usualRest([], noUsage)).toEqual({ tokens: 0, microUsd: 0 })
})
