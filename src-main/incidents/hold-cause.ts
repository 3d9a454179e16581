import type { FailureCode } from '../../src-shared/domain/turn.ts'

const causes: readonly FailureCode[] = ['authentication', 'quota']

/** Whether a failure means that its connection takes no work at all, so that whatever else is tried on it fails too. */
export function isHoldCause(code: FailureCode): boolean {
  return causes.includes(code)
}
