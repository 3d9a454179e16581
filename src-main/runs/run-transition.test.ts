import { expect, it } from 'vitest'
import type { RunStatus } from '../../src-shared/domain/run.ts'
import { isEnded, nextRunStatus } from './run-transition.ts'

const at = (status: RunStatus, startedAt: number | null = null) => ({ status, startedAt })

it("a run's status is its turn's status until it has ended", () => {
  expect(nextRunStatus(at('queued'), 'running')).toBe('running')
  expect(nextRunStatus(at('running'), 'waiting')).toBe('waiting')
  expect(nextRunStatus(at('waiting'), 'queued')).toBe('queued')
  expect(nextRunStatus(at('running'), 'failed')).toBe('failed')
})

it('an ended run never reopens', () => {
  for (const status of ['succeeded', 'failed', 'cancelled', 'skipped', 'missed', 'superseded'] as const) {
    expect(isEnded(status)).toBe(true)
    expect(nextRunStatus(at(status), 'running')).toBeNull()
  }
})

it('a run that a newer one replaces is superseded if it never started, and cancelled if it did', () => {
  expect(nextRunStatus(at('queued'), 'cancelled', true)).toBe('superseded')
  expect(nextRunStatus(at('queued', 1), 'cancelled', true)).toBe('cancelled')
  expect(nextRunStatus(at('queued'), 'cancelled')).toBe('cancelled')
})
