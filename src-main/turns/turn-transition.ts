import type { TurnStatus } from '../../src-shared/domain/turn.ts'

export type TurnEvent = 'start' | 'pause' | 'resume' | 'succeed' | 'fail' | 'cancel'

/**
 * `queued → running → succeeded | failed | cancelled`, and `running → waiting → queued` any number of times. A queued
 * or waiting turn can be cancelled, and fail by its deadline. Terminal states never reopen.
 */
const transitions: Readonly<Record<TurnStatus, Readonly<Partial<Record<TurnEvent, TurnStatus>>>>> = {
  queued: { start: 'running', cancel: 'cancelled', fail: 'failed' },
  running: { pause: 'waiting', succeed: 'succeeded', fail: 'failed', cancel: 'cancelled' },
  waiting: { resume: 'queued', cancel: 'cancelled', fail: 'failed' },
  succeeded: {},
  failed: {},
  cancelled: {},
}

/** The status after the event, or `null` when the event is not possible in this status. */
export function nextTurnStatus(status: TurnStatus, event: TurnEvent): TurnStatus | null {
  return transitions[status][event] ?? null
}

export function isTerminal(status: TurnStatus): status is 'succeeded' | 'failed' | 'cancelled' {
  return Object.keys(transitions[status]).length === 0
}
