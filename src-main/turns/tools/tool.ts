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

/** A time as a model says it without words. Local times are of the user's zone unless a zone is named. */
export type GivenTrigger =
  /** `at`: a local date and time, YYYY-MM-DDTHH:MM. */
  | { readonly kind: 'once'; readonly at: string; readonly timeZone?: string | undefined }
  | { readonly kind: 'interval'; readonly minutes: number }
  /** 5 fields, or 6 with seconds first. */
  | { readonly kind: 'cron'; readonly expression: string; readonly timeZone?: string | undefined }

/** When a schedule is to fire. */
export interface When {
  readonly trigger: Trigger
  /** What the words said beyond the trigger: starting, until, a number of times. */
  readonly bounds: Bounds
  /** Whether it moves with the system's time zone. */
  readonly followsSystemZone: boolean
}

/** What the schedule tools may do. Implemented by scheduling; every call takes part in the open transaction. */
export interface ScheduleDesk {
  /** Armed at once, with a card in the conversation on which the user saves, changes or cancels it. */
  create(input: {
    readonly title: string
    readonly when: When
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
  parseWhen(words: string): When
  /** The same of a structured call; throws with what to correct. */
  readTrigger(given: GivenTrigger): When
  /** A trigger in words, and its next instant. */
  describe(schedule: Schedule): { readonly words: string; readonly next: string }
}

/** For tools that only look at rows, in the transaction of their result: what they say is what holds then. */
export interface LookContext {
  readonly schedules: Pick<ScheduleDesk, 'list' | 'describe'>
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
 * A tool, by what happens when the process dies in the middle of it. `read` changes nothing and is run again; so does
 * `look`, at rows; `commit` changes only rows, together with its result; `ask` pauses the turn; `act` changes the world
 * outside, and after a crash the model is told that it may or may not have happened. A rehearsal lets `read` and `look`
 * through and refuses the others.
 */
export type Tool<I> =
  | (ToolBase<I> & { readonly effect: 'read'; run(input: I, context: ReadContext): Promise<ToolResult> })
  | (ToolBase<I> & { readonly effect: 'act'; run(input: I, context: ReadContext): Promise<ToolResult> })
  | (ToolBase<I> & { readonly effect: 'look'; look(input: I, context: LookContext): ToolResult })
  | (ToolBase<I> & { readonly effect: 'commit'; commit(input: I, context: CommitContext): ToolResult })
  | (ToolBase<I> & { readonly effect: 'ask'; ask(input: I): Ask })

export type ToolEffect = Tool<unknown>['effect']

/** A call whose input was parsed: the input is bound in, so its type is nobody's concern any more. */
export type PreparedCall =
  | { readonly effect: 'read'; readonly label: string; run(context: ReadContext): Promise<ToolResult> }
  | { readonly effect: 'act'; readonly label: string; run(context: ReadContext): Promise<ToolResult> }
  | { readonly effect: 'look'; readonly label: string; look(context: LookContext): ToolResult }
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
