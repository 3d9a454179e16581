import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import { duration } from '../../components/format-time.ts'

/** How a tool call stands. `stopped`: it has no result, and its turn has ended. */
export type StepState = 'next' | 'running' | 'waiting' | 'done' | 'failed' | 'refused' | 'stopped'

/** `active`: whether the turn is under way. */
export function stepState(
  { status, isError, refused }: Pick<ToolStep, 'status' | 'isError' | 'refused'>,
  active: boolean,
): StepState {
  if (status === 'done') return refused ? 'refused' : isError ? 'failed' : 'done'
  if (!active) return 'stopped'
  return status === 'pending' ? 'next' : status === 'started' ? 'running' : 'waiting'
}

/** What stands behind the label: "failed · 1.4 s". `now` is epoch milliseconds. */
export function stepNote(
  state: StepState,
  { startedAt, endedAt }: Pick<ToolStep, 'startedAt' | 'endedAt'>,
  now: number,
): string | null {
  const took = startedAt !== null && endedAt !== null ? duration(endedAt - startedAt) : null
  switch (state) {
    case 'next':
      return 'next'
    case 'running':
      return startedAt === null ? null : duration(Math.max(0, now - startedAt))
    case 'waiting':
      return 'waiting for you'
    case 'done':
      return took
    case 'failed':
      return took === null ? 'failed' : `failed · ${took}`
    case 'refused':
      return 'refused'
    case 'stopped':
      return 'not finished'
  }
}
