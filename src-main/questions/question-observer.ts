import type { Question } from '../../src-shared/domain/question.ts'
import type { Work } from '../store/unit-of-work.ts'

/** Hears of every closed question inside the transaction that closes it: the inbox item, the notification, the timeline. */
export interface QuestionObserver {
  onClosed(question: Question, work: Work): void
}

/** The waiting turns behind questions; implemented by the turn ledger. Every call is part of the open transaction. */
export interface PausedTurns {
  /** Gives the tool call its result and, when no question of the turn is open any more, queues the turn. */
  resume(
    question: Question,
    result: { readonly content: string; readonly isError: boolean; readonly refused?: boolean },
    work: Work,
  ): void
  /** Lets the call run, with the input that the user gave in its place; `always`: and the same operation from now on. */
  allow(
    question: Question,
    how: { readonly always: boolean; readonly input?: unknown; readonly hasInput: boolean },
    work: Work,
  ): void
  /** Ends the waiting turn. */
  fail(turnId: string, message: string, work: Work): void
  cancel(turnId: string, work: Work): void
}
