import type { z } from 'zod'
import type { Bounds, Schedule, Trigger } from '../../../src-shared/domain/schedule.ts'

/** What a tool gives back to the model. */
export interface ToolResult {
  readonly content: string
  readonly isError: boolean
}

export interface ReadContext {
  /** Absolute and real (symlinks resolved). */
  readonly workingDirectory: string
  /** Aborts when the turn is cancelled. */
  readonly signal: AbortSignal
}

/** What the schedule tools may do. Implemented by scheduling; every call takes part in the open transaction. */
export interface ScheduleDesk {
  create(input: {
    readonly title: string
    readonly trigger: Trigger
    /** What the words said beyond the trigger: starting, until, a number of times. */
    readonly bounds: Bounds
    readonly action:
      | { readonly kind: 'notify'; readonly text: string }
      | {
          readonly kind: 'assist'
          readonly instruction: string
          readonly context: 'fresh' | 'shared' | 'here'
        }
  }): Schedule
  list(): readonly Schedule[]
  /** Throws with a message for the model when there is none with this id. */
  remove(id: string): Schedule
  /** Reads words such as "in 2 minutes" or "every weekday at 9 until 1 march"; throws with what was not understood. */
  parseWhen(words: string): { readonly trigger: Trigger; readonly bounds: Bounds }
  /** A trigger in words, and its next instant. */
  describe(schedule: Schedule): { readonly words: string; readonly next: string }
}

/** For tools whose only effect is rows: they run inside the transaction that commits their result, so exactly once. */
export interface CommitContext {
  readonly schedules: ScheduleDesk
  /** Makes an inbox item and a desktop notification, after commit. */
  notify(title: string, text: string): void
}

export interface Ask {
  readonly kind: 'question' | 'choice'
  readonly prompt: string
  readonly options?: readonly string[]
  readonly multiple?: boolean
}

interface ToolBase<I> {
  readonly name: string
  /** For the model: what it does and when to use it. */
  readonly description: string
  readonly schema: z.ZodType<I>
  /** For people, in the conversation and the run's timeline: "Read src/app.ts". */
  label(input: I): string
}

/**
 * A tool, by what happens when the process dies in the middle of it. `read` changes nothing and is run again;
 * `commit` changes only rows, together with its result; `ask` pauses the turn; `act` changes the world outside, and
 * after a crash the model is told that it may or may not have happened.
 */
export type Tool<I> =
  | (ToolBase<I> & { readonly effect: 'read'; run(input: I, context: ReadContext): Promise<ToolResult> })
  | (ToolBase<I> & { readonly effect: 'act'; run(input: I, context: ReadContext): Promise<ToolResult> })
  | (ToolBase<I> & { readonly effect: 'commit'; commit(input: I, context: CommitContext): ToolResult })
  | (ToolBase<I> & { readonly effect: 'ask'; ask(input: I): Ask })

export type ToolEffect = Tool<unknown>['effect']

/** A call whose input was parsed: the input is bound in, so its type is nobody's concern any more. */
export type PreparedCall =
  | { readonly effect: 'read'; readonly label: string; run(context: ReadContext): Promise<ToolResult> }
  | { readonly effect: 'act'; readonly label: string; run(context: ReadContext): Promise<ToolResult> }
  | { readonly effect: 'commit'; readonly label: string; commit(context: CommitContext): ToolResult }
  | { readonly effect: 'ask'; readonly label: string; readonly ask: Ask }

/** `message` says to the model what to correct; `toolError(message)` is the result to give it. */
export type Preparation =
  | { readonly ok: true; readonly call: PreparedCall }
  | { readonly ok: false; readonly message: string }

/** A tool as the turn sees it; made by `defineTool`. */
export interface AnyTool {
  readonly name: string
  readonly description: string
  readonly effect: ToolEffect
  readonly schema: z.ZodType
  /** Parses what the model sent. Never throws. */
  prepare(input: unknown): Preparation
}

/** A result that tells the model what went wrong and what to do instead. */
export function toolError(message: string): ToolResult {
  return { content: message, isError: true }
}

export function toolSuccess(content: string): ToolResult {
  return { content, isError: false }
}
