import { expect, it } from 'vitest'
import type { RequestMessage } from '../models/model-client.ts'
import { messagesTokens } from './context-tokens.ts'
import { shortenForSummary } from './shorten-for-summary.ts'

const said = (text: string): RequestMessage => ({ role: 'user', content: [{ type: 'text', text }] })

it('what fits stays as it was sent, so that the cache has it', () => {
  const messages = [said('short'), said('also short')]
  expect(shortenForSummary(messages, 100)).toBe(messages)
})

it('of what is too long the longest texts lose their middle, and say so; the others stay', () => {
  const result: RequestMessage = {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 'x', content: `first ${'😀'.repeat(20_000)} last` }],
  }
  const short = shortenForSummary(
    [said('The code is 4711.'), said(`begin ${'x '.repeat(20_000)} end`), result],
    2000,
  )
  expect(messagesTokens(short)).toBeLessThan(2200)
  expect(short[0]).toEqual(said('The code is 4711.'))
  const text = JSON.stringify(short.slice(1))
  expect(text).toMatch(/begin x .*\d+ characters stand here that are too many for a summary.*x {1,2}end/)
  expect(text).toMatch(/first 😀.* last/)
  expect(text).not.toMatch(/\\ud[89a-f]/)
})
