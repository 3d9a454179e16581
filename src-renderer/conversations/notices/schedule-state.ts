import type { Schedule } from '../../../src-shared/domain/schedule.ts'

/** How a schedule stands, for its card in a conversation. */
export type ScheduleState =
  /** The assistant made it, it is armed, and nobody has saved or cancelled it yet. */
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'paused'; readonly reason: string | null }
  /** It has no further instant. */
  | { readonly kind: 'finished' }
  | { readonly kind: 'cancelled' }

/** `undefined`: there is no such schedule any more. */
export function scheduleState(schedule: Schedule | undefined): ScheduleState {
  if (!schedule) return { kind: 'cancelled' }
  if (!schedule.enabled) return { kind: 'paused', reason: schedule.pausedReason }
  if (schedule.nextAt === null) return { kind: 'finished' }
  return { kind: schedule.confirmed ? 'saved' : 'unsaved' }
}
