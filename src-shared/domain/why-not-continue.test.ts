import { describe, expect, it } from 'vitest'
import type { Run } from './run.ts'
import { noUsage } from './usage.ts'
import { whyNotContinue } from './why-not-continue.ts'

const ended: Run = {
  id: 'r',
  scheduleId: null,
  title: 'Report',
  origin: 'schedule',
  nominalAt: 0,
  startedAt: 1,
  endedAt: 2,
  status: 'succeeded',
  reason: null,
  reasonCode: null,
  dryRun: false,
  conversationId: 'c',
  sessionId: 's',
  turnId: 't',
  deliverTo: null,
  result: 'Done.',
  branch: null,
  usage: { ...noUsage, steps: 2 },
  delivery: 'delivered',
}

describe('a run can be gone on with', () => {
  it.each(['succeeded', 'failed', 'cancelled'] as const)('after it has %s', (status) => {
    expect(whyNotContinue({ ...ended, status })).toBeNull()
  })

  it.each(['queued', 'running', 'waiting'] as const)('not while it is %s', (status) => {
    expect(whyNotContinue({ ...ended, status })).toContain('still under way')
  })

  it.each(['skipped', 'missed', 'superseded'] as const)('not when it was %s, and says why', (status) => {
    const run: Run = { ...ended, status, reason: 'The computer was asleep.', sessionId: null }
    expect(whyNotContinue(run)).toBe(
      'There is nothing to go on with, because this run never began: The computer was asleep.',
    )
  })

  it('not when there is no session any more, or never was one', () => {
    const gone = { ...ended, conversationId: null, sessionId: null, turnId: null }
    expect(whyNotContinue(gone)).toContain('it was a reminder, or its conversation was removed')
    expect(whyNotContinue({ ...gone, status: 'failed' })).toContain('with: its conversation was removed')
  })
})
