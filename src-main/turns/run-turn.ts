import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Limits } from '../../src-shared/domain/schedule.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Admission, BudgetDesk } from '../budgets/budget-desk.ts'
import { ModelError, type ModelClient, type ModelRequest } from '../models/model-client.ts'
import type { EventBus } from '../platform/event-bus.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Core } from '../store/core.ts'
import { DiskFullError } from '../store/database.ts'
import { compactStep } from './compact-step.ts'
import { failureOf } from './failure-of.ts'
import { isRehearsal } from './is-rehearsal.ts'
import { judgeReply } from './judge-reply.ts'
import { createKeptContext, type KeptContext } from './kept-context.ts'
import type { LiveMessages } from './live-messages.ts'
import { type CompactionCall, nextCall } from './next-call.ts'
import { repeatedWork } from './repeated-work.ts'
import type { ToolSettler } from './settle-tools.ts'
import type { CallPlace } from './tools/tool.ts'
import type { ReceivedReply, TurnLedger } from './turn-ledger.ts'
import { type CallTry, noTries, type Tries, tryCall } from './try-call.ts'
import { grownTooLong, summaryProblem } from './summary-words.ts'
import { TurnStop } from './turn-stop.ts'
import type { TurnTools } from './turn-tools.ts'

/** How far a turn may go by itself. */
export interface TurnLimits {
  readonly limits: Limits
  /** Retries of one model call after transient failures. */
  readonly retries: number
}

export interface TurnRunnerParts {
  readonly core: Core
  readonly ledger: TurnLedger
  readonly live: LiveMessages
  readonly settler: ToolSettler
  readonly tools: TurnTools
  readonly bus: Pick<EventBus, 'subscribe'>
  readonly blobs: Pick<BlobStore, 'read'>
  readonly budgets: Pick<BudgetDesk, 'enter' | 'used' | 'rest' | 'leave' | 'waiting'>
  /** The model that a session asks for, by its name, and how many tokens it takes. */
  reach(session: Session): { readonly model: string; readonly window: number }
  /** Rejects with `ModelError` when the connection is gone. */
  client(connectionId: string): Promise<ModelClient>
  limits(turn: Turn): TurnLimits
  /** Where the turn's calls work and for whom. Rejects with a sentence where its folder cannot be had. */
  place(turn: Turn): Promise<CallPlace>
  /** What the system prompt says beyond the rules: skills, notes, limits. */
  promptParts(place: CallPlace): Promise<readonly string[]>
}

/** How a turn is executed: until `signal` aborts, in a slot that it gives to others while it waits. */
export interface Execution {
  readonly signal: AbortSignal
  /** Milliseconds. Rejects with the signal's reason as soon as it aborts. */
  rest(ms: number): Promise<void>
  /** Until what it waits for is there. Rejects as `rest` does. */
  until(freed: (signal: AbortSignal) => Promise<void>): Promise<void>
}

/** What a refusal tells the model to do is no business of the user's. */
const adviceToModel = /\s*Do not try the same again;.*$/s

/** The same call that was refused so many times ends its turn. */
const mostRefusals = 3

/** How often the model may say that it is too much, until it is given up. */
const mostCuts = 5

/**
 * Executes a running turn from its last committed step until it ends, waits, or is stopped: call the model, commit the
 * message, run the tools, commit each result, call again. Everything is rebuilt from rows, so it does not matter
 * whether the step before was two seconds or a restart ago. A failure ends the turn; rejects only when the database
 * refuses the row that says so.
 */
export async function runTurn(turnId: string, parts: TurnRunnerParts, execution: Execution): Promise<void> {
  const { core, ledger, live, budgets } = parts
  const { signal } = execution
  const tries = noTries()
  const turn = core.stores.turns.get(turnId)
  if (!turn) return
  const context = createKeptContext({ ...parts, stores: core.stores }, turn)
  try {
    while (await takeStep(turnId, parts, execution, { tries, context })) {
      // Each step left the turn at a commit.
    }
    live.end(turnId)
  } catch (error) {
    const streamed = live.end(turnId)
    if (signal.aborted && signal.reason instanceof TurnStop) {
      if (signal.reason.kind === 'cancel') ledger.end(turnId, { kind: 'cancelled' }, streamed)
      return
    }
    if (error instanceof DiskFullError) throw error
    if (!(error instanceof ModelError))
      core.logger.error('a turn broke', { turn: turnId, error: String(error) })
    ledger.end(turnId, { kind: 'failed', failure: failureOf(error) }, streamed)
  } finally {
    context.end()
    budgets.leave(turnId)
  }
}

/** One step. Whether another one is to follow. */
async function takeStep(
  turnId: string,
  parts: TurnRunnerParts,
  execution: Execution,
  { tries, context }: { readonly tries: Tries; readonly context: KeptContext },
): Promise<boolean> {
  const { core, ledger, budgets } = parts
  const { stores } = core
  const { signal } = execution
  signal.throwIfAborted()
  const record = stores.turns.find(turnId)
  const session = record && stores.sessions.get(record.turn.sessionId)
  const conversation = record && stores.conversations.get(record.turn.conversationId)
  if (!record || !session || !conversation || record.turn.status !== 'running') return false
  const { turn } = record

  const place = await parts.place(turn)
  const had = await parts.tools.of(place)
  const isCalling = stores.toolCalls.unfinished(turnId).length > 0
  const settled = await parts.settler.settle(turn, place, had, signal)
  if (settled === 'interrupted') ledger.end(turnId, { kind: 'cancelled', by: 'next-message' })
  if (settled !== 'settled') return false
  const refused = stores.toolCalls.refusedAgain(turnId, mostRefusals)
  if (refused) {
    const message =
      `It was refused ${mostRefusals} times and was tried again without a change: ${refused.name}. ${refused.result?.replace(adviceToModel, '') ?? ''}`.trim()
    ledger.end(turnId, { kind: 'failed', failure: { code: 'refused', message } })
    return false
  }

  // A long result brings the tool with it that reads on in it.
  const tools = isCalling ? await parts.tools.of(place) : had
  const { limits, retries } = parts.limits(turn)
  const at = { turn, session, conversation, place, tools, context }
  const removals = stores.compactions.removals(conversation.id)
  const next = await nextCall(parts, at, record, tries, signal)
  await yieldToEvents()
  signal.throwIfAborted()
  const repeated = repeatedWork(stores, record, limits, tools)
  const admission = budgets.enter(turnId, { limits, request: next.request, repeated })
  if (admission.kind !== 'go') return stayBack(turn, admission, parts, execution)

  const client = await parts.client(session.connectionId)
  await yieldToEvents()
  const call = { turn, retries, tries, parts, execution }
  // What was deleted meanwhile is not sent any more.
  if (stores.compactions.removals(conversation.id) !== removals) return true
  if (next.kind === 'compaction') return makeRoom(call, next, client)
  const received = await answerOnce(call, next.request, client)
  if (received === null) return true
  signal.throwIfAborted()
  const { content, outcome } = judgeReply(received.reply)
  const labelled = parts.settler.labelled(content, tools)
  const asked = { model: parts.reach(session).model, connectionId: session.connectionId }
  ledger.commitReply(turnId, { ...received, asked, content: labelled, outcome })
  budgets.used(turnId, received.reply.usage)
  parts.live.end(turnId)
  Object.assign(tries, noTries())
  return outcome === null
}

/** Whether the turn is to look again: after a summary, and after half of it was left for later. */
async function makeRoom(call: CallTry, compaction: CompactionCall, client: ModelClient): Promise<boolean> {
  const { tries, parts, turn } = call
  try {
    const made = await parts.live.during(turn, 'summarising', () => compactStep(call, compaction, client))
    if (made) Object.assign(tries, { refusal: null, cuts: 0 })
  } catch (error) {
    if (!isTooLong(error) || tries.cuts >= mostCuts) throw ofSummary(error)
    tries.cuts++
  }
  return true
}

/** What kept the summary from being made is told as that: the user asked for something else. */
function ofSummary(error: unknown): unknown {
  if (!(error instanceof ModelError) || error.message.startsWith(grownTooLong)) return error
  const { code, transient, retryAfterMs } = error
  const what = `${grownTooLong} to go on with, and could not be summarised`
  const advice = 'Start a new session in the menu of the chat, or choose another model.'
  return new ModelError(code, summaryProblem(what, advice, error), { transient, retryAfterMs, cause: error })
}

function isTooLong(error: unknown): error is ModelError {
  return error instanceof ModelError && error.code === 'context-full'
}

/** The call may not be made, or not yet. Whether the turn is to look again. */
async function stayBack(
  turn: Turn,
  admission: Exclude<Admission, { kind: 'go' }>,
  { core, ledger }: TurnRunnerParts,
  execution: Execution,
): Promise<boolean> {
  switch (admission.kind) {
    case 'ask': {
      const { prompt, budget, ceilings } = admission
      if (isRehearsal(core.stores, turn)) {
        const message = 'A limit of its budget was reached. A rehearsal ends there, where a run asks.'
        const denial = { name: null, wouldHave: 'asked', what: prompt } as const
        ledger.end(turn.id, { kind: 'failed', failure: { code: 'budget', message } }, null, denial)
      } else ledger.pause(turn.id, [{ kind: 'budget', prompt, budget, call: null }], ceilings)
      return false
    }
    case 'wait':
      if (admission.isNew) ledger.held(turn.id, { kind: 'held', words: admission.words })
      await execution.until(admission.freed)
      return true
    default:
      return assertNever(admission)
  }
}

/** `null`: it is to be tried again, after the wait that is over by now, or after room was made for it. */
async function answerOnce(
  call: CallTry,
  request: ModelRequest,
  client: ModelClient,
): Promise<Pick<ReceivedReply, 'reply' | 'messageId' | 'calledAt' | 'ms'> | null> {
  const { turn, tries, parts, execution } = call
  const messageId = parts.core.ids.next('message')
  parts.live.begin(turn, messageId)
  const onDelta = (kind: 'text' | 'thinking', text: string): void => parts.live.append(turn.id, kind, text)
  try {
    const tried = await tryCall(call, () => client.complete(request, { onDelta }, execution.signal))
    return tried && { reply: tried.value, messageId, calledAt: tried.calledAt, ms: tried.ms }
  } catch (error) {
    if (execution.signal.aborted || !isTooLong(error) || tries.refusals >= mostCuts) throw error
    // The window is smaller than was thought.
    tries.refusal = error
    tries.refusals++
    return null
  }
}
