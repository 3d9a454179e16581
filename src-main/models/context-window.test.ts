import { expect, it } from 'vitest'
import { contextWindow } from './context-window.ts'

it.each([
  ['claude-sonnet-5-5', 1_000_000],
  ['claude-opus-4-6', 1_000_000],
  ['anthropic/claude-sonnet-4.6', 1_000_000],
  ['claude-fable-5-2', 1_000_000],
  ['claude-haiku-5-5', 1_000_000],
  ['claude-haiku-4-5-20251001', 200_000],
  ['claude-sonnet-4-5', 200_000],
  ['claude-opus-4-1-20250805', 200_000],
  ['claude-sonnet-4-20250514', 200_000],
  ['claude-3-5-haiku-latest', 200_000],
  ['llama3.2', 200_000],
  ['', 200_000],
])('the window of %s is %i tokens', (model, tokens) => {
  expect(contextWindow(model)).toBe(tokens)
})
