import { expect, it } from 'vitest'
import { isTerminal, nextTurnStatus, type TurnEvent } from './turn-transition.ts'
import type { TurnStatus } from '../../src-shared/domain/turn.ts'

const statuses: readonly TurnStatus[] = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']
const events: readonly TurnEvent[] = ['start', 'pause', 'resume', 'succeed', 'fail', 'cancel']

it('a turn goes from queued over running and waiting to its end, and nowhere else', () => {
  const possible = statuses.flatMap((from) =>
    events.flatMap((event) => {
      const to = nextTurnStatus(from, event)
      return to === null ? [] : [`${from} ${event} ${to}`]
    }),
  )
  expect(possible).toEqual([
    'queued start running',
    'queued fail failed',
    'queued cancel cancelled',
    'running pause waiting',
    'running succeed succeeded',
    'running fail failed',
    'running cancel cancelled',
    'waiting resume queued',
    'waiting fail failed',
    'waiting cancel cancelled',
  ])
})

it('a terminal turn never reopens', () => {
  expect(statuses.filter(isTerminal)).toEqual(['succeeded', 'failed', 'cancelled'])
})
