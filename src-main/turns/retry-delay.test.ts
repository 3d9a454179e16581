import { expect, it } from 'vitest'
import { ModelError } from '../models/model-client.ts'
import { longestWaitMs, retryDelay } from './retry-delay.ts'

const failing = (retryAfterMs: number | null, transient = true): ModelError =>
  new ModelError('overloaded', 'Busy.', { transient, retryAfterMs })

it('waits as long as the server asks, and doubles its own wait otherwise', () => {
  expect(retryDelay(failing(7000), 1, 4, 0.5)).toBe(7000)
  expect([1, 2, 3, 4].map((attempt) => retryDelay(failing(null), attempt, 4, 0.5))).toEqual([
    1000, 2000, 4000, 8000,
  ])
  expect(retryDelay(failing(null), 20, 20, 0.5)).toBe(60_000)
})

it('jitter stays within a quarter of the wait', () => {
  expect(retryDelay(failing(null), 1, 4, 0)).toBe(750)
  expect(retryDelay(failing(null), 1, 4, 0.999)).toBeLessThanOrEqual(1250)
})

it('gives up after the last retry, on lasting failures, and when the server asks for too long', () => {
  expect(retryDelay(failing(null), 5, 4, 0.5)).toBeNull()
  expect(retryDelay(failing(null, false), 1, 4, 0.5)).toBeNull()
  expect(retryDelay(failing(longestWaitMs + 1), 1, 4, 0.5)).toBeNull()
})
