import type { Run, RunEvent } from '../../src-shared/domain/run.ts'

export type PhaseKind = 'late' | 'model' | 'tools' | 'waiting' | 'other'

export interface Phase {
  readonly kind: PhaseKind
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
}

export const phaseWords: Record<PhaseKind, string> = {
  late: 'Until it started',
  model: 'Model',
  tools: 'Tools',
  waiting: 'Waiting for you',
  other: 'In between',
}

/**
 * What a run spent its time on, from when it was due (or made, if that was later) to its end or `now`: back to back,
 * without gaps or overlaps. Calls of the model and of tools are known by their end and their length; a wait lasts from
 * a question to its last answer. Milliseconds.
 */
export function runPhases(run: Run, events: readonly RunEvent[], now: number): readonly Phase[] {
  const created = events.find((event) => event.kind === 'created')?.at ?? run.nominalAt
  const begin = Math.max(run.nominalAt, created)
  const end = run.endedAt ?? now
  if (run.startedAt === null) return run.endedAt === null ? phase([], 'late', begin, end) : []
  let phases = phase([], 'late', Math.min(begin, run.startedAt), run.startedAt)
  const reach = (): number => phases.at(-1)?.to ?? begin
  const push = (kind: PhaseKind, from: number, to: number): void => {
    const start = Math.max(from, reach())
    if (start > reach()) phases = phase(phases, 'other', reach(), start)
    phases = phase(phases, kind, start, Math.min(to, end))
  }
  if (phases.length === 0) phases = [{ kind: 'other', from: run.startedAt, to: run.startedAt }]
  let open = 0
  let askedAt: number | null = null
  for (const event of events) {
    const ms = typeof event.detail['ms'] === 'number' ? event.detail['ms'] : 0
    if (event.kind === 'message' || event.kind === 'model-call') push('model', event.at - ms, event.at)
    else if (event.kind === 'tool-finished') push('tools', event.at - ms, event.at)
    else if (event.kind === 'asked' || event.kind === 'budget') {
      const ids = event.detail['questionIds']
      open += Array.isArray(ids) ? ids.length : 1
      askedAt ??= event.at
    } else if (event.kind === 'answered' && askedAt !== null) {
      open -= 1
      if (open > 0) continue
      push('waiting', askedAt, event.at)
      askedAt = null
    }
  }
  if (askedAt !== null) push('waiting', askedAt, end)
  if (reach() < end) phases = phase(phases, 'other', reach(), end)
  return phases.filter(({ from, to }) => to > from)
}

/** The phases with one more, joined to the last if it is of the same kind; an empty one adds nothing. */
function phase(phases: readonly Phase[], kind: PhaseKind, from: number, to: number): readonly Phase[] {
  if (to <= from) return phases
  const last = phases.at(-1)
  if (last?.kind === kind && last.to === from) return [...phases.slice(0, -1), { kind, from: last.from, to }]
  return [...phases, { kind, from, to }]
}

/** How long each kind took altogether, longest first; kinds that did not occur are left out. */
export function phaseTotals(
  phases: readonly Phase[],
): readonly { readonly kind: PhaseKind; readonly ms: number }[] {
  const totals = new Map<PhaseKind, number>()
  for (const { kind, from, to } of phases) totals.set(kind, (totals.get(kind) ?? 0) + to - from)
  return [...totals].map(([kind, ms]) => ({ kind, ms })).toSorted((a, b) => b.ms - a.ms)
}
