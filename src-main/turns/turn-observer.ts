import type { Question } from '../../src-shared/domain/question.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Work } from '../store/unit-of-work.ts'

/** What a rehearsal did not do: the tool that was refused, and what it would have asked or done, in words for people. */
export interface Denial {
  /** `null` where no tool would have asked, but a limit that was reached. */
  readonly name: string | null
  readonly wouldHave: 'asked' | 'done'
  readonly what: string
}

/**
 * What ended a turn before its time. `copied`: its data folder is a copy, and the original does the work.
 * `conversation-removed`: where it worked was removed. `next-message`: it made way for what the user said next.
 */
export type StoppedBy = 'user' | 'newer-run' | 'copied' | 'conversation-removed' | 'next-message'

/** What just happened in a turn, for its run, the inbox and the timeline. Times are milliseconds. */
export type TurnStep =
  | { readonly kind: 'started' }
  | { readonly kind: 'recovered' }
  | {
      readonly kind: 'replied'
      readonly model: string
      readonly text: string
      readonly inputTokens: number
      readonly outputTokens: number
      /** When the model was asked. */
      readonly calledAt: number
      readonly ms: number
    }
  /** A model call made a summary of so many messages. */
  | {
      readonly kind: 'compacted'
      readonly model: string
      readonly messages: number
      readonly inputTokens: number
      readonly outputTokens: number
      readonly calledAt: number
      readonly ms: number
    }
  | { readonly kind: 'tool-started'; readonly name: string; readonly label: string }
  | {
      readonly kind: 'tool-finished'
      readonly name: string
      readonly label: string
      readonly isError: boolean
      readonly ms: number
    }
  | ({ readonly kind: 'denied' } & Denial)
  /** A call did not happen because a policy, a limit or the user said no. */
  | { readonly kind: 'refused'; readonly name: string; readonly label: string; readonly why: string }
  | { readonly kind: 'retrying'; readonly problem: string; readonly waitMs: number; readonly attempt: number }
  /** It waits until others give back what they hold of a limit that they share; `words` say which. */
  | { readonly kind: 'held'; readonly words: string }
  | { readonly kind: 'asked'; readonly questions: readonly Question[] }
  | { readonly kind: 'resumed' }
  /** `text` is the last thing that the assistant said, if anything. `stoppedBy` is for a turn that was cancelled. */
  | { readonly kind: 'ended'; readonly text: string; readonly stoppedBy: StoppedBy }

/** Hears every step inside the transaction that makes it true, with the turn as it then is. */
export interface TurnObserver {
  onStep(turn: Turn, step: TurnStep, work: Work): void
}
