import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Limits } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Admission, BudgetDesk } from '../budgets/budget-desk.ts'
import { ModelError, type ModelClient, type ModelRequest } from '../models/model-client.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Core } from '../store/core.ts'
import { DiskFullError } from '../store/database.ts'
import { failureOf } from './failure-of.ts'
import { isRehearsal } from './is-rehearsal.ts'
import { judgeReply } from './judge-reply.ts'
import type { LiveMessages } from './live-messages.ts'
import { modelRequest } from './model-request.ts'
import { repeatedWork } from './repeated-work.ts'
import { retryDelay } from './retry-delay.ts'
import type { ToolSettler } from './settle-tools.ts'
import type { CallPlace } from './tools/tool.ts'
import type { ReceivedReply, TurnLedger } from './turn-ledger.ts'
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
  readonly blobs: BlobStore
  readonly budgets: Pick<BudgetDesk, 'enter' | 'used' | 'rest' | 'leave' | 'waiting'>
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

/** The tries of one model call, and the milliseconds that those took which failed. */
interface Tries {
  failed: number
  ms: number
}

/** What a refusal tells the model to do is no business of the user's. */
const adviceToModel = /\s*Do not try the same again;.*$/s

/** The same call that was refused so many times ends its turn. */
const mostRefusals = 3

/**
 * Executes a running turn from its last committed step until it ends, waits, or is stopped: call the model, commit the
 * message, run the tools, commit each result, call again. Everything is rebuilt from rows, so it does not matter
 * whether the step before was two seconds or a restart ago. A failure ends the turn; rejects only when the database
 * refuses the row that says so.
 */
export async function runTurn(turnId: string, parts: TurnRunnerParts, execution: Execution): Promise<void> {
  const { core, ledger, live, budgets } = parts
  const { signal } = execution
  const tries: Tries = { failed: 0, ms: 0 }
  try {
    while (await takeStep(turnId, parts, execution, tries)) {
      // Each step left the turn at a commit.
    }
    live.end(turnId)
  } catch (error) {
    const partial = live.end(turnId)
    // Masked as a whole reply would be.
    const streamed = partial && { ...partial, text: parts.settler.masked(partial.text) }
    if (signal.aborted && signal.reason instanceof TurnStop) {
      if (signal.reason.kind === 'cancel') ledger.end(turnId, { kind: 'cancelled' }, streamed)
      return
    }
    if (error instanceof DiskFullError) throw error
    if (!(error instanceof ModelError))
      core.logger.error('a turn broke', { turn: turnId, error: String(error) })
    ledger.end(turnId, { kind: 'failed', failure: failureOf(error) }, streamed)
  } finally {
    budgets.leave(turnId)
  }
}

/** One step. Whether another one is to follow. */
async function takeStep(
  turnId: string,
  parts: TurnRunnerParts,
  execution: Execution,
  tries: Tries,
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
  const tools = await parts.tools.of(place)
  if ((await parts.settler.settle(turn, place, tools, signal)) === 'waiting') return false
  const refused = stores.toolCalls.refusedAgain(turnId, mostRefusals)
  if (refused) {
    const message =
      `It was refused ${mostRefusals} times and was tried again without a change: ${refused.name}. ${refused.result?.replace(adviceToModel, '') ?? ''}`.trim()
    ledger.end(turnId, { kind: 'failed', failure: { code: 'refused', message } })
    return false
  }

  const { limits, retries } = parts.limits(turn)
  const request = await modelRequest(parts, { turn, session, conversation, place, tools })
  signal.throwIfAborted()
  const repeated = repeatedWork(stores, record, limits, tools)
  const admission = budgets.enter(turnId, { limits, request, repeated })
  if (admission.kind !== 'go') return stayBack(turn, admission, parts, execution)

  const client = await parts.client(session.connectionId)
  const received = await callOnce({ turn, request, client, retries, tries, parts, execution })
  if (received === null) return true
  signal.throwIfAborted()
  const { content, outcome } = judgeReply(received.reply)
  const labelled = parts.settler.labelled(content, tools)
  ledger.commitReply(turnId, { ...received, content: labelled, outcome })
  budgets.used(turnId, received.reply.usage)
  parts.live.end(turnId)
  return outcome === null
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

/** `null`: it is to be tried again, after the wait that is over by now. */
async function callOnce(call: {
  readonly turn: Turn
  readonly request: ModelRequest
  readonly client: ModelClient
  readonly retries: number
  readonly tries: Tries
  readonly parts: TurnRunnerParts
  readonly execution: Execution
}): Promise<Pick<ReceivedReply, 'reply' | 'messageId' | 'calledAt' | 'ms'> | null> {
  const { turn, request, client, retries, tries, parts, execution } = call
  const { core, ledger, live, budgets } = parts
  const { signal } = execution
  const messageId = core.ids.next('message')
  const calledAt = core.clock.now()
  live.begin(turn, messageId)
  try {
    const onDelta = (kind: 'text' | 'thinking', text: string): void => live.append(turn.id, kind, text)
    const reply = await client.complete(request, { onDelta }, signal)
    // The time of all the tries, without the waits between them.
    const ms = tries.ms + core.clock.now() - calledAt
    Object.assign(tries, { failed: 0, ms: 0 })
    return { reply, messageId, calledAt, ms }
  } catch (error) {
    if (signal.aborted || !(error instanceof ModelError)) throw error
    const attempt = tries.failed + 1
    const waitMs = retryDelay(error, attempt, retries, core.ids.random())
    if (waitMs === null) throw error
    tries.failed = attempt
    tries.ms += core.clock.now() - calledAt
    ledger.held(turn.id, { kind: 'retrying', problem: error.message, waitMs, attempt })
    // Nothing is under way until then: others need not wait for it.
    budgets.rest(turn.id)
    await execution.rest(waitMs)
    return null
  }
}
