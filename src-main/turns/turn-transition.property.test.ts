import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isEnded, nextRunStatus } from '../runs/run-transition.ts'
import type { RunStatus } from '../../src-shared/domain/run.ts'
import type { TurnStatus } from '../../src-shared/domain/turn.ts'
import { isTerminal, nextTurnStatus, type TurnEvent } from './turn-transition.ts'

const events = fc.array(fc.constantFrom<TurnEvent>('start', 'pause', 'resume', 'succeed', 'fail', 'cancel'), {
  maxLength: 60,
})

it('whatever happens to a turn, its end is final, and its run mirrors it to the end', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      let turn: TurnStatus = 'queued'
      let run: RunStatus = 'queued'
      for (const event of sequence) {
        const next = nextTurnStatus(turn, event)
        if (isTerminal(turn)) expect(next).toBeNull()
        if (next === null) continue
        turn = next
        const mirrored = nextRunStatus({ status: run, startedAt: null }, turn)
        expect(mirrored).toBe(turn)
        run = mirrored ?? run
      }
      expect(run).toBe(turn)
      expect(isEnded(run)).toBe(isTerminal(turn))
    }),
    { seed: 20261121, numRuns: 2000 },
  )
})

it('a turn runs only from the queue, and waits only from running', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      let turn: TurnStatus = 'queued'
      for (const event of sequence) {
        const next = nextTurnStatus(turn, event)
        if (next === 'running') expect(turn).toBe('queued')
        if (next === 'waiting') expect(turn).toBe('running')
        if (next === 'succeeded') expect(turn).toBe('running')
        turn = next ?? turn
      }
    }),
    { seed: 20261121, numRuns: 2000 },
  )
})
