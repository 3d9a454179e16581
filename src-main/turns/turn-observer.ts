import type { Question } from '../../src-shared/domain/question.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Work } from '../store/unit-of-work.ts'

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
  | { readonly kind: 'retrying'; readonly problem: string; readonly waitMs: number; readonly attempt: number }
  | { readonly kind: 'asked'; readonly questions: readonly Question[] }
  | { readonly kind: 'resumed' }
  /** `text` is the last thing that the assistant said, if anything. `replaced`: a newer run of the schedule ended it. */
  | { readonly kind: 'ended'; readonly text: string; readonly replaced: boolean }

/** Hears every step inside the transaction that makes it true, with the turn as it then is. */
export interface TurnObserver {
  onStep(turn: Turn, step: TurnStep, work: Work): void
}
