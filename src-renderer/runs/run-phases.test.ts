import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent, RunEventKind } from '../../src-shared/domain/run.ts'
import { runRow } from '../dev/rows.ts'
import { phaseTotals, runPhases } from './run-phases.ts'

const event = (id: number, at: number, kind: RunEventKind, detail: RunEvent['detail'] = {}): RunEvent => ({
  id,
  runId: 'r',
  at,
  kind,
  text: '',
  detail,
})

describe('the phases of a run', () => {
  it('tell the model, the tools, the wait for the user and what is in between', () => {
    const run = runRow({ id: 'r', nominalAt: 1000, startedAt: 1200, endedAt: 9000 })
    const events = [
      event(1, 1000, 'created'),
      event(2, 1200, 'started'),
      event(3, 2200, 'message', { ms: 900 }),
      event(4, 2300, 'tool-finished', { ms: 100 }),
      event(5, 2300, 'asked', { questionIds: ['q'] }),
      event(6, 8000, 'answered', { questionId: 'q' }),
      event(7, 9000, 'message', { ms: 1000 }),
    ]
    expect(runPhases(run, events, 99_999)).toEqual([
      { kind: 'late', from: 1000, to: 1200 },
      { kind: 'other', from: 1200, to: 1300 },
      { kind: 'model', from: 1300, to: 2200 },
      { kind: 'tools', from: 2200, to: 2300 },
      { kind: 'waiting', from: 2300, to: 8000 },
      { kind: 'model', from: 8000, to: 9000 },
    ])
  })

  it('wait until the last of several questions is answered', () => {
    const run = runRow({ id: 'r', nominalAt: 0, startedAt: 0, endedAt: 100 })
    const events = [
      event(1, 10, 'asked', { questionIds: ['a', 'b'] }),
      event(2, 40, 'answered', { questionId: 'b' }),
      event(3, 90, 'answered', { questionId: 'a' }),
    ]
    expect(phaseTotals(runPhases(run, events, 100))).toEqual([
      { kind: 'waiting', ms: 80 },
      { kind: 'other', ms: 20 },
    ])
  })

  it('go on until now while the run waits', () => {
    const run = runRow({ id: 'r', nominalAt: 0, startedAt: 0, status: 'waiting' })
    const phases = runPhases(run, [event(1, 10, 'asked', { questionIds: ['a'] })], 5000)
    expect(phases.at(-1)).toEqual({ kind: 'waiting', from: 10, to: 5000 })
  })

  it('lie back to back, whatever the events say', () => {
    const anyEvent = fc.record({
      at: fc.integer({ min: 0, max: 10_000 }),
      kind: fc.constantFrom<RunEventKind>(
        'created',
        'started',
        'message',
        'tool-finished',
        'asked',
        'answered',
        'retry',
      ),
      ms: fc.integer({ min: 0, max: 3000 }),
    })
    fc.assert(
      fc.property(fc.array(anyEvent), fc.integer({ min: 0, max: 5000 }), (drawn, startedAt) => {
        const events = drawn
          .toSorted((a, b) => a.at - b.at)
          .map(({ at, kind, ms }, index) => event(index, at, kind, { ms }))
        const run = runRow({ id: 'r', nominalAt: 0, startedAt, endedAt: 12_000 })
        const phases = runPhases(run, events, 12_000)
        for (const [index, { from, to }] of phases.entries()) {
          expect(to).toBeGreaterThan(from)
          if (index > 0) expect(from).toBe(phases[index - 1]?.to)
        }
        expect(phases.at(-1)?.to).toBe(12_000)
      }),
    )
  })
})
