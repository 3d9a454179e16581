import { expect, it } from 'vitest'
import { isEnded, nextRunStatus } from './run-transition.ts'

it("a run's status is its turn's status until it has ended", () => {
  expect(nextRunStatus('queued', 'running')).toBe('running')
  expect(nextRunStatus('running', 'waiting')).toBe('waiting')
  expect(nextRunStatus('waiting', 'queued')).toBe('queued')
  expect(nextRunStatus('running', 'failed')).toBe('failed')
})

it('an ended run never reopens', () => {
  for (const status of ['succeeded', 'failed', 'cancelled', 'skipped', 'missed', 'superseded'] as const) {
    expect(isEnded(status)).toBe(true)
    expect(nextRunStatus(status, 'running')).toBeNull()
  }
})
