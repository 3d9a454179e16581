import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Budget } from '../../src-shared/domain/schedule.ts'
import { ModelError, type ModelClient, type ModelReply, type ModelRequest } from '../models/model-client.ts'
import type { Core } from '../store/core.ts'
import { DiskFullError } from '../store/database.ts'
import { budgetReached } from './budget-reached.ts'
import { failureOf } from './failure-of.ts'
import { judgeReply } from './judge-reply.ts'
import type { LiveMessages } from './live-messages.ts'
import { readContext } from './read-context.ts'
import { retryDelay } from './retry-delay.ts'
import { labelCalls, type ToolSettler } from './settle-tools.ts'
import { systemPrompt } from './system-prompt.ts'
import type { AnyTool } from './tools/tool.ts'
import { toolDefinitions } from './tools/tool-registry.ts'
import type { TurnLedger } from './turn-ledger.ts'
import { TurnStop } from './turn-stop.ts'

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
  readonly tools: readonly AnyTool[]
  /** Rejects with `ModelError` when the connection is gone. */
  client(connectionId: string): Promise<ModelClient>
  limits(turn: Turn): TurnLimits
  /** The real path of the folder that the session's file tools see; `null` when there is none. */
  workingDirectory(sessionId: string): Promise<string | null>
  /** The start of today in the system's zone, epoch milliseconds. */
  startOfDay(): number
}

const maxTokens = 16_000

/**
 * Executes a running turn from its last committed step until it ends, waits, or is stopped: call the model, commit the
 * message, run the tools, commit each result, call again. Everything is rebuilt from rows, so it does not matter
 * whether the step before was two seconds or a restart ago. A failure ends the turn; rejects only when the database
 * refuses the row that says so.
 */
export async function runTurn(turnId: string, parts: TurnRunnerParts, signal: AbortSignal): Promise<void> {
  const { core, ledger, live } = parts
  try {
    while (await takeStep(turnId, parts, signal)) {
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
async function takeStep(turnId: string, parts: TurnRunnerParts, signal: AbortSignal): Promise<boolean> {
  const { core, ledger } = parts
  signal.throwIfAborted()
  const record = core.stores.turns.find(turnId)
  const session = record && core.stores.sessions.get(record.turn.sessionId)
  const conversation = record && core.stores.conversations.get(record.turn.conversationId)
  if (!record || !session || !conversation || record.turn.status !== 'running') return false
  const { turn } = record

  const folder = await parts.workingDirectory(session.id)
  if ((await parts.settler.settle(turn, folder, signal)) === 'waiting') return false

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
      hasFolder: folder !== null,
    }),
    messages: readContext(core.stores, turn),
    tools: toolDefinitions(parts.tools),
    maxTokens,
  }
  const messageId = core.ids.next('message')
  const began = core.clock.now()
  const { reply, id } = await callWithRetries({ turn, request, client, messageId, retries, parts, signal })
  signal.throwIfAborted()
  const { content, outcome } = judgeReply(reply)
  const labelled = labelCalls(content, parts.tools)
  ledger.commitReply(turnId, {
    messageId: id,
    content: labelled,
    reply,
    ms: core.clock.now() - began,
    outcome,
  })
  parts.live.end(turnId)
  return outcome === null
}

async function callWithRetries(call: {
  readonly turn: Turn
  readonly request: ModelRequest
  readonly client: ModelClient
  readonly messageId: string
  readonly retries: number
  readonly parts: TurnRunnerParts
  readonly signal: AbortSignal
}): Promise<{ readonly reply: ModelReply; readonly id: string }> {
  const { turn, request, client, retries, parts, signal } = call
  const { core, ledger, live } = parts
  for (let attempt = 1, id = call.messageId; ; attempt++, id = core.ids.next('message')) {
    live.begin(turn, id)
    try {
      const onDelta = (kind: 'text' | 'thinking', text: string): void => live.append(turn.id, kind, text)
      return { id, reply: await client.complete(request, { onDelta }, signal) }
    } catch (error) {
      if (signal.aborted || !(error instanceof ModelError)) throw error
      const waitMs = retryDelay(error, attempt, retries, core.ids.random())
      if (waitMs === null) throw error
      ledger.retrying(turn.id, { kind: 'retrying', problem: error.message, waitMs, attempt })
      await core.clock.sleep(waitMs, signal)
    }
  }
}
