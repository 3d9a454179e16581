import type { z } from 'zod'
import type { EffectClass, ToolAccess } from '../../../src-shared/domain/permission.ts'
import type { SecretAsk } from '../../../src-shared/domain/question.ts'
import type { Attachment, CallRef } from '../../../src-shared/domain/tool-step.ts'
import type { FileKeeper } from '../../file-history/file-history.ts'
import type { ToolDefinition } from '../../models/model-client.ts'
import type { Operation } from '../../permissions/operation.ts'
import type { CallUsage } from '../../store/call-usage.ts'
import type { CallResult } from '../../store/tool-call-store.ts'
import type { Bounds, Schedule, Trigger } from '../../../src-shared/domain/schedule.ts'

/** What a tool gives back to the model, and what people see of it. */
export interface ToolResult extends CallResult {
  /** What it cost beyond the turn's own model calls. */
  readonly usage?: CallUsage
}

/** Where a call works and for whom: what it is judged by, and what it gets when it runs. */
export interface CallPlace {
  /** Absolute and real (symlinks resolved); `null`: none is set, or it is gone. */
  readonly workingDirectory: string | null
  readonly turnId: string
  readonly conversationId: string
  readonly sessionId: string
  readonly runId: string | null
  readonly scheduleId: string | null
  readonly access: ToolAccess
  /** Nothing is done and nobody is asked. Left out: it is none. */
  readonly isRehearsal?: boolean
}

/** What the calls that read or act get. */
export interface ReadContext {
  readonly place: CallPlace
  /** Aborts when the turn is cancelled. */
  readonly signal: AbortSignal
  /** Keeps a picture or a document for the model's requests. */
  attach(bytes: Uint8Array, what: Pick<Attachment, 'kind' | 'mediaType' | 'name'>): Promise<Attachment>
}

export interface ActContext extends ReadContext {
  readonly call: CallRef
  /** Shows what a running call writes, as it comes. It is kept whole elsewhere. */
  onOutput(text: string, offset: number): void
  /** Keeps files as they are before they are changed. */
  readonly keeper: FileKeeper
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
  /**
   * A one-time schedule that goes on in the conversation of the turn, with the turn's own policies.
   * Throws with a sentence for the model when there are too many.
   */
  wakeUp(input: { readonly title: string; readonly when: When; readonly instruction: string }): Schedule
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
  readonly kind: 'question' | 'choice' | 'credential'
  readonly prompt: string
  /** What it will do if no answer comes, and what it has done so far; in the model's words. */
  readonly byDefault?: string | undefined
  readonly done?: string | undefined
  /** With `credential`. */
  readonly secret?: SecretAsk
  readonly options?: readonly string[]
  readonly multiple?: boolean
}

interface ToolBase<I> {
  readonly name: string
  /** For people, in Settings → Tools: "Run a command". */
  readonly title: string
  /** Every class that a call can be of, for Settings → Tools. */
  readonly effects: readonly EffectClass[]
  /** For the model: what it does and when to use it. */
  readonly description: string
  readonly schema: z.ZodType<I>
  /** Whether a turn has it now; left out: always. */
  readonly isOffered?: (place: CallPlace) => Promise<boolean>
  /** For people, in the conversation and the run's timeline: "Read src/app.ts". */
  label(input: I): string
}

/** Finds out what the call would do, now: paths are resolved, hosts named. A refusal is thrown as `ToolRefusal`. */
interface Judged<I> {
  operation(input: I, place: CallPlace): Promise<Operation>
}

/**
 * A tool, by what happens when the process dies in the middle of it. `read` changes nothing and is run again; so does
 * `look`, at rows; `commit` changes only rows, together with its result; `ask` pauses the turn, unless the answer is there; `act` changes the world
 * outside, and after a crash the model is told what is known of it. A rehearsal lets `read` and `look` through and refuses
 * the others. What a call may do is another matter: its `operation` is judged first, whatever its kind.
 */
export type Tool<I> =
  | (ToolBase<I> &
      Judged<I> & { readonly kind: 'read'; run(input: I, context: ReadContext): Promise<ToolResult> })
  | (ToolBase<I> &
      Judged<I> & { readonly kind: 'act'; run(input: I, context: ActContext): Promise<ToolResult> })
  | (ToolBase<I> & { readonly kind: 'look'; look(input: I, context: LookContext): ToolResult })
  | (ToolBase<I> &
      Partial<Judged<I>> & { readonly kind: 'commit'; commit(input: I, context: CommitContext): ToolResult })
  | (ToolBase<I> & {
      readonly kind: 'ask'
      ask(input: I): Ask
      /** The result where the answer is there already; `null`, or left out: the user is asked. */
      answered?(input: I, place: CallPlace): ToolResult | null
    })

export type ToolKind = Tool<unknown>['kind']

interface JudgedCall {
  operation(place: CallPlace): Promise<Operation>
}

/** A call whose input was parsed: the input is bound in, so its type is nobody's concern any more. */
export type PreparedCall =
  | (JudgedCall & {
      readonly kind: 'read'
      readonly label: string
      run(context: ReadContext): Promise<ToolResult>
    })
  | (JudgedCall & {
      readonly kind: 'act'
      readonly label: string
      run(context: ActContext): Promise<ToolResult>
    })
  | { readonly kind: 'look'; readonly label: string; look(context: LookContext): ToolResult }
  | (JudgedCall & {
      readonly kind: 'commit'
      readonly label: string
      commit(context: CommitContext): ToolResult
    })
  | {
      readonly kind: 'ask'
      readonly label: string
      readonly ask: Ask
      answered(place: CallPlace): ToolResult | null
    }

/** `message` says to the model what to correct; `toolError(message)` is the result to give it. */
export type Preparation =
  | { readonly ok: true; readonly call: PreparedCall }
  | { readonly ok: false; readonly message: string }

/** A tool as the turn sees it; made by `defineTool`, or for a tool of an MCP server by `mcpTool`. */
export interface AnyTool {
  readonly name: string
  readonly title: string
  readonly effects: readonly EffectClass[]
  readonly kind: ToolKind
  /** What a model is told about it. */
  definition(): ToolDefinition
  /** Whether a turn has it now; left out: always. */
  readonly isOffered?: (place: CallPlace) => Promise<boolean>
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
