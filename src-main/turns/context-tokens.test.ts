import { expect, it } from 'vitest'
import type { ModelRequest } from '../models/model-client.ts'
import { requestTokens } from './context-tokens.ts'

const request: ModelRequest = {
  model: null,
  system: '',
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'x '.repeat(18_000) }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Noted.' }] },
    { role: 'user', content: [{ type: 'text', text: 'y '.repeat(1800) }] },
  ],
  tools: [],
  maxTokens: 100,
}

it('what the last call had counts with what came since; a count that cannot be is left alone', () => {
  expect(requestTokens(request, 0)).toBeGreaterThan(11_000)
  expect(requestTokens(request, 8000)).toBeGreaterThanOrEqual(9000)
  expect(requestTokens(request, 8000)).toBeLessThan(9100)
  // A server that reports no tokens of what it reads.
  expect(requestTokens(request, 20)).toBe(requestTokens(request, 0))
  expect(requestTokens(request, 900_000)).toBe(2 * requestTokens(request, 0))
})
