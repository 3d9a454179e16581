import type { RunStatus } from '../../src-shared/domain/run.ts'
import type { TurnStatus } from '../../src-shared/domain/turn.ts'

const terminal: readonly RunStatus[] = ['succeeded', 'failed', 'cancelled', 'skipped', 'missed', 'superseded']

export function isEnded(status: RunStatus): boolean {
  return terminal.includes(status)
}

/**
 * A run's status is its turn's status: `queued → running → succeeded | failed | cancelled` and `running ⇄ waiting`
 * (through `queued` while it waits for a worker slot). A run that a newer one replaced before it ever started is
 * `superseded`. `null` when the run has ended: it never reopens.
 */
export function nextRunStatus(
  run: { readonly status: RunStatus; readonly startedAt: number | null },
  turn: TurnStatus,
  replaced = false,
): RunStatus | null {
  if (isEnded(run.status)) return null
  return replaced && run.startedAt === null ? 'superseded' : turn
}
