import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Budget } from '../../src-shared/domain/schedule.ts'
import { ModelError, type ModelClient, type ModelRequest } from '../models/model-client.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Core } from '../store/core.ts'
import { DiskFullError } from '../store/database.ts'
import { budgetReached } from './budget-reached.ts'
import { failureOf } from './failure-of.ts'
import { isRehearsal } from './is-rehearsal.ts'
import { judgeReply } from './judge-reply.ts'
import type { LiveMessages } from './live-messages.ts'
import { readContext } from './read-context.ts'
import { retryDelay } from './retry-delay.ts'
import { labelCalls, type ToolSettler } from './settle-tools.ts'
import { systemPrompt } from './system-prompt.ts'
import type { CallPlace } from './tools/tool.ts'
import { toolDefinitions } from './tools/tool-registry.ts'
import type { ReceivedReply, TurnLedger } from './turn-ledger.ts'
import { turnPolicy } from './turn-rules.ts'
import { TurnStop } from './turn-stop.ts'
import type { TurnTools } from './turn-tools.ts'
import { withAttachments } from './with-attachments.ts'

/** How far a turn may go by itself. */
export interface TurnLimits {
  readonly budget: Budget
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
  /** Rejects with `ModelError` when the connection is gone. */
  client(connectionId: string): Promise<ModelClient>
  limits(turn: Turn): TurnLimits
  /** Where the turn's calls work and for whom. Rejects with a sentence where its folder cannot be had. */
  place(turn: Turn): Promise<CallPlace>
  /** What the system prompt says beyond the rules: skills, notes, limits. */
  promptParts(place: CallPlace): Promise<readonly string[]>
  /** The start of today in the system's zone, epoch milliseconds. */
  startOfDay(): number
}

/** How a turn is executed: until `signal` aborts, in a slot that it gives to others while it waits for a retry. */
export interface Execution {
  readonly signal: AbortSignal
  /** Milliseconds. Rejects with the signal's reason as soon as it aborts. */
  rest(ms: number): Promise<void>
}

const maxTokens = 16_000

/** The same call that was refused so many times ends its turn. */
const mostRefusals = 3

/**
 * Executes a running turn from its last committed step until it ends, waits, or is stopped: call the model, commit the
 * message, run the tools, commit each result, call again. Everything is rebuilt from rows, so it does not matter
 * whether the step before was two seconds or a restart ago. A failure ends the turn; rejects only when the database
 * refuses the row that says so.
 */
export async function runTurn(turnId: string, parts: TurnRunnerParts, execution: Execution): Promise<void> {
  const { core, ledger, live } = parts
  const { signal } = execution
  try {
    while (await takeStep(turnId, parts, execution)) {
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
  }
}

/** One step. Whether another one is to follow. */
async function takeStep(turnId: string, parts: TurnRunnerParts, execution: Execution): Promise<boolean> {
  const { core, ledger } = parts
  const { signal } = execution
  signal.throwIfAborted()
  const record = core.stores.turns.find(turnId)
  const session = record && core.stores.sessions.get(record.turn.sessionId)
  const conversation = record && core.stores.conversations.get(record.turn.conversationId)
  if (!record || !session || !conversation || record.turn.status !== 'running') return false
  const { turn } = record

  const place = await parts.place(turn)
  const tools = await parts.tools.of(place)
  if ((await parts.settler.settle(turn, place, tools, signal)) === 'waiting') return false
  const refused = core.stores.toolCalls.refusedAgain(turnId, mostRefusals)
  if (refused) {
    const message = `It was refused ${mostRefusals} times and was tried again without a change: ${refused.name}. ${refused.result}`
    ledger.end(turnId, { kind: 'failed', failure: { code: 'refused', message } })
    return false
  }

  const { budget, retries } = parts.limits(turn)
  // Of this very moment: the tools that were just settled have taken their time.
  const activeMs = core.stores.turns.find(turnId)?.activeMs ?? record.activeMs
  const scheduleId = turn.runId === null ? null : core.stores.runs.get(turn.runId)?.scheduleId
  const limit = budgetReached(budget, {
    usage: turn.usage,
    activeMs,
    costTodayMicroUsd: scheduleId == null ? 0 : core.stores.turns.costSince(scheduleId, parts.startOfDay()),
    ceilings: record.ceilings,
  })
  if (limit !== null && isRehearsal(core.stores, turn)) {
    const message = 'A limit of its budget was reached. A rehearsal ends there, where a run asks.'
    const denial = { name: null, wouldHave: 'asked', what: limit.prompt } as const
    ledger.end(turnId, { kind: 'failed', failure: { code: 'budget', message } }, null, denial)
    return false
  }
  if (limit !== null) {
    ledger.pause(turnId, [{ kind: 'budget', prompt: limit.prompt, call: null }], limit.ceilings)
    return false
  }

  const client = await parts.client(session.connectionId)
  const request: ModelRequest = {
    model: session.model,
    system: systemPrompt({
      timeZone: core.clock.timeZone(),
      background: conversation.kind === 'background',
      hasFolder: place.workingDirectory !== null,
      permission: turnPolicy(core.stores, turn).permission,
      parts: await parts.promptParts(place),
    }),
    messages: await withAttachments(readContext(core.stores, turn), parts.blobs),
    tools: toolDefinitions(tools),
    maxTokens,
  }
  const { reply, messageId, calledAt, ms } = await callWithRetries({
    turn,
    request,
    client,
    retries,
    parts,
    execution,
  })
  signal.throwIfAborted()
  const { content, outcome } = judgeReply(reply)
  const labelled = labelCalls(content, tools)
  ledger.commitReply(turnId, {
    messageId,
    content: labelled,
    reply,
    calledAt,
    ms,
    outcome,
  })
  parts.live.end(turnId)
  return outcome === null
}

/** `ms` is the time of all the tries without the waits between them; `calledAt` is the instant of the one that worked. */
async function callWithRetries(call: {
  readonly turn: Turn
  readonly request: ModelRequest
  readonly client: ModelClient
  readonly retries: number
  readonly parts: TurnRunnerParts
  readonly execution: Execution
}): Promise<Pick<ReceivedReply, 'reply' | 'messageId' | 'calledAt' | 'ms'>> {
  const { turn, request, client, retries, parts, execution } = call
  const { core, ledger, live } = parts
  const { signal } = execution
  let ms = 0
  for (let attempt = 1; ; attempt++) {
    const messageId = core.ids.next('message')
    const calledAt = core.clock.now()
    live.begin(turn, messageId)
    try {
      const onDelta = (kind: 'text' | 'thinking', text: string): void => live.append(turn.id, kind, text)
      const reply = await client.complete(request, { onDelta }, signal)
      return { reply, messageId, calledAt, ms: ms + core.clock.now() - calledAt }
    } catch (error) {
      if (signal.aborted || !(error instanceof ModelError)) throw error
      const waitMs = retryDelay(error, attempt, retries, core.ids.random())
      if (waitMs === null) throw error
      ms += core.clock.now() - calledAt
      ledger.retrying(turn.id, { kind: 'retrying', problem: error.message, waitMs, attempt })
      await execution.rest(waitMs)
    }
  }
}
