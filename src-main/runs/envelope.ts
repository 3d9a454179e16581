import { labelData } from '../../src-shared/domain/label-data.ts'
import type { RunContext } from '../../src-shared/domain/schedule.ts'

export interface EnvelopeFacts {
  readonly title: string
  readonly instruction: string
  readonly context: RunContext
  /** Epoch milliseconds: when it was due, and when the run was made. */
  readonly nominalAt: number
  readonly now: number
  readonly timeZone: string
  /** How many runs the schedule had before this one. */
  readonly earlierRuns: number
  readonly origin: 'schedule' | 'run-now' | 'chat' | 'backfill'
  /** Why it runs late, in words; `null` when it is on time. */
  readonly late: string | null
  /** With `continuity`: the last result and its instant, given as bounded data. */
  readonly previous: { readonly at: number; readonly text: string } | null
}

/** The most that is given of a previous result, in characters. */
const previousLimit = 4000

const origins = {
  schedule: 'at its scheduled time',
  'run-now': 'because the user asked to run it now',
  chat: 'because the user asked for it',
  backfill: 'to make up for a time in the past',
} as const

/**
 * Wraps a run's instruction: which schedule, which occurrence, nominal and actual time, and that earlier results are
 * history, so that "already done" is never concluded from an earlier run (glossary, Where a run works).
 */
export function envelope(facts: EnvelopeFacts): string {
  const time = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'full',
      timeStyle: 'long',
      timeZone: facts.timeZone,
    }).format(at)
  const lines = [
    `This is occurrence ${facts.earlierRuns + 1} of the schedule “${facts.title}”, started ${origins[facts.origin]}.`,
    `Due: ${time(facts.nominalAt)}. Now: ${time(facts.now)}.`,
    ...(facts.late === null ? [] : [`It runs late: ${facts.late}.`]),
    facts.context === 'fresh'
      ? 'It stands for itself: do the work for this occurrence now.'
      : 'Earlier occurrences in this conversation are history. Their results do not mean that this one is done: do the work for this occurrence now.',
  ]
  const previous = facts.previous
  const before =
    previous === null
      ? []
      : [
          labelData(
            'previous-result',
            { at: new Date(previous.at).toISOString() },
            previous.text.length > previousLimit
              ? `${previous.text.slice(0, previousLimit)}\n[cut]`
              : previous.text,
          ),
          'The previous result is history, for comparison only.',
        ]
  return [...lines, ...before, '<instruction>', facts.instruction, '</instruction>'].join('\n')
}
