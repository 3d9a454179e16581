import { expect, it } from 'vitest'
import type { Run, RunStatus } from '../../src-shared/domain/run.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { overlapDecision } from './overlap-decision.ts'

const run = (status: RunStatus): Run => ({
  id: status,
  scheduleId: 's',
  title: 'T',
  origin: 'schedule',
  nominalAt: 0,
  startedAt: null,
  endedAt: null,
  status,
  reason: null,
  reasonCode: null,
  dryRun: false,
  branch: null,
  conversationId: null,
  sessionId: null,
  turnId: null,
  deliverTo: null,
  result: null,
  usage: noUsage,
  delivery: 'pending',
})

it('without an earlier active run every policy starts', () => {
  for (const policy of ['skip', 'queue-one', 'queue-all', 'cancel-previous', 'allow'] as const) {
    expect(overlapDecision(policy, [])).toEqual({ kind: 'start' })
  }
})

it('skip says whether the previous run works or waits for the user', () => {
  expect(overlapDecision('skip', [run('running')])).toEqual({
    kind: 'skip',
    words: 'The previous run is still running',
    code: 'previous-running',
  })
  expect(overlapDecision('skip', [run('waiting')])).toEqual({
    kind: 'skip',
    words: 'The previous run is still waiting for you',
    code: 'previous-waiting',
  })
})

it('skip says of a run that waits for its slot that it does', () => {
  expect(overlapDecision('skip', [run('queued')])).toMatchObject({
    words: 'The previous run is still running: it waits for its turn to start',
    code: 'previous-running',
  })
})

it('queue one lets one run wait behind the previous one, and no second', () => {
  expect(overlapDecision('queue-one', [run('running')]).kind).toBe('start')
  expect(overlapDecision('queue-one', [run('waiting'), run('queued')]).kind).toBe('skip')
})

it('cancel the previous names every run that is in the way', () => {
  const active = [run('waiting'), run('queued')]
  expect(overlapDecision('cancel-previous', active)).toEqual({ kind: 'replace', runs: active })
})
