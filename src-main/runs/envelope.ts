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
  /** Nothing is changed: what is not a mere look is refused, and noted. */
  readonly isRehearsal: boolean
  /** With `continuity`: the last result and its instant, given as bounded data. */
  readonly previous: { readonly at: number; readonly text: string } | null
}

/** The most that is given of a previous result, in characters. */
const previousLimit = 4000

const rehearsalRules =
  'Tools that only read work as always. Every other one, ask_user too, is refused with a word on what it would have done: ' +
  'go on as if it had been done, or as if the likeliest answer had come. End with the result that a run would give, and ' +
  'say what you would have done and asked.'

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
    facts.isRehearsal
      ? `This is a rehearsal of the schedule “${facts.title}”: the user wants to see what a run would do, and nothing is changed.`
      : `This is occurrence ${facts.earlierRuns + 1} of the schedule “${facts.title}”, started ${origins[facts.origin]}.`,
    `Due: ${time(facts.nominalAt)}. Now: ${time(facts.now)}.`,
    ...(facts.late === null ? [] : [`It runs late: ${facts.late}.`]),
    facts.context === 'fresh'
      ? 'It stands for itself: do the work for this occurrence now.'
      : 'Earlier occurrences in this conversation are history. Their results do not mean that this one is done: do the work for this occurrence now.',
  ]
  if (facts.isRehearsal) lines.push(rehearsalRules)
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
