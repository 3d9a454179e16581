import type { RunEvent } from '../../src-shared/domain/run.ts'

/** One line of the timeline: an event, or a tool call with its start and its end. */
export interface TimelineRow {
  readonly id: number
  readonly at: number
  readonly kind: RunEvent['kind']
  readonly text: string
  /** Milliseconds; `null` when it is not known or not over. */
  readonly ms: number | null
  readonly tokens: { readonly input: number; readonly output: number } | null
  readonly model: string | null
  readonly isError: boolean
  /** A tool that has started and has no end yet. */
  readonly underWay: boolean
  readonly questionIds: readonly string[]
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function row(event: RunEvent): TimelineRow {
  const { detail } = event
  const input = number(detail['inputTokens'])
  const output = number(detail['outputTokens'])
  const ids = detail['questionIds'] ?? [detail['questionId']]
  return {
    id: event.id,
    at: event.at,
    kind: event.kind,
    text: event.text,
    ms: number(detail['ms']),
    tokens: input === null && output === null ? null : { input: input ?? 0, output: output ?? 0 },
    model: typeof detail['model'] === 'string' ? detail['model'] : null,
    isError: detail['isError'] === true,
    underWay: event.kind === 'tool-started',
    questionIds: Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [],
  }
}

/**
 * The lines of a run's timeline, oldest first. The start and the end of a tool call become one line, at its start: an
 * end belongs to the earliest start of the same words that has none.
 */
export function timelineRows(events: readonly RunEvent[], active: boolean): readonly TimelineRow[] {
  const rows: TimelineRow[] = []
  for (const event of events) {
    const next = row(event)
    const start =
      event.kind === 'tool-finished' ? rows.findIndex((one) => one.underWay && one.text === event.text) : -1
    const begun = rows[start]
    if (begun) rows[start] = { ...next, id: begun.id, at: begun.at, ms: next.ms ?? event.at - begun.at }
    else rows.push(next)
  }
  // A run that has ended has nothing under way, also where a crash took a tool's end.
  return active ? rows : rows.map((one) => (one.underWay ? { ...one, underWay: false } : one))
}
