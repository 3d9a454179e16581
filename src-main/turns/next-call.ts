import { ModelError, type ModelRequest, type RequestMessage } from '../models/model-client.ts'
import { inSlices } from '../platform/in-slices.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { Covers } from '../store/compaction-store.ts'
import type { TurnRecord } from '../store/turn-store.ts'
import { contextUnits } from './context-units.ts'
import { coveredRange, coveredUnits } from './compaction-decision.ts'
import { baseTokens, messagesTokens, requestTokens } from './context-tokens.ts'
import { requestFrame, type RequestFrame, type RequestPlace } from './model-request.ts'
import { type ContextRows, messagesInSlices } from './read-context.ts'
import type { TurnRunnerParts } from './run-turn.ts'
import { shortenForSummary } from './shorten-for-summary.ts'
import { summaryRequest, summaryWordsFor } from './summary-words.ts'
import type { Tries } from './try-call.ts'

/** A summary that is to be made before the turn can go on. */
export interface CompactionCall {
  readonly kind: 'compaction'
  /** With the sentence that asks for it. */
  readonly request: ModelRequest
  /** What it is to stand for, without that sentence. */
  readonly covered: ModelRequest
  readonly covers: Covers
  /** How many messages that are. */
  readonly messages: number
  /** Tokens of the context before, and of what stays of it. */
  readonly before: number
  readonly stays: number
}

/** The call that a turn makes next. */
export type NextCall = { readonly kind: 'answer'; readonly request: ModelRequest } | CompactionCall

/** From this share of the limit on it is counted and not guessed how full the window is. */
const nearShare = 0.85
/** A part of the window that is worth a call to make room in. */
const worthShare = 1 / 16
/** After a refusal the window is smaller than was thought: what of the context may stay then. */
const refusedShare = 0.6
/** A request that is guessed to be so many windows long is not sent. */
const guessedShare = 1.3

/** Builds the next request from rows, or the one for a summary where that would not fit into the model's window. */
export async function nextCall(
  parts: TurnRunnerParts,
  at: RequestPlace,
  record: TurnRecord,
  tries: Tries,
  signal: AbortSignal,
): Promise<NextCall> {
  const { stores } = parts.core
  const { session } = at
  const frame = await requestFrame(parts, at)
  const { rows, messages } = await at.context.build(frame.view)
  const request = await frame.with(messages)
  // Each look at a request of thousands of messages takes some milliseconds.
  await yieldToEvents()
  const answer = { kind: 'answer', request } as const
  const lastContext = record.contextTokens || stores.turns.lastContextTokens(session.id)
  const guess = requestTokens(request, lastContext)
  if (tries.refusal === null && guess <= frame.compactsAt * nearShare) return answer
  const counted = await (await parts.client(session.connectionId)).countTokens?.(request, signal)
  const tokens = counted ?? guess
  if (tries.refusal === null && tokens <= frame.compactsAt) return answer
  const call = await compactionCall(frame, rows, { request, tokens, tries })
  if (call !== null) return call
  if (tries.refusal !== null) throw tries.refusal
  // A server that cuts silently would take it. A guess must be far off before it decides.
  if (tokens > frame.window * (counted === null || counted === undefined ? guessedShare : 1))
    throw tooLong(tokens, frame.window)
  return answer
}

function tooLong(tokens: number, window: number): ModelError {
  const words = (count: number): string => Math.round(count).toLocaleString('en')
  return new ModelError(
    'context-full',
    `This is about ${words(tokens)} tokens, and the model takes ${words(window)} at once. Send it in parts, or as a file that the assistant reads, or choose a model with a larger context.`,
    { transient: false },
  )
}

async function compactionCall(
  frame: RequestFrame,
  rows: ContextRows,
  {
    request,
    tokens,
    tries,
  }: { readonly request: ModelRequest; readonly tokens: number; readonly tries: Tries },
): Promise<CompactionCall | null> {
  const isRefused = tries.refusal !== null
  // Guesses are measured by what was counted.
  const scale = tokens / Math.max(1, baseTokens(request) + messagesTokens(request.messages))
  const base = baseTokens(request) * scale
  const units = await inSlices(contextUnits(rows, frame.view, scale))
  const total = units.reduce((sum, unit) => sum + unit.tokens, 0)
  const full = isRefused
    ? Math.min(frame.compactsAt, base + (tokens - base) * refusedShare)
    : frame.compactsAt
  const free = Math.max(0, full - base)
  // Once more after that, nothing is kept.
  const room = tries.refusals > 1 ? 0 : free
  const words = summaryWordsFor(free)
  const asked: RequestMessage = { role: 'user', content: [{ type: 'text', text: summaryRequest(words) }] }
  const start = Math.max(0, tokens - base - total)
  const most = frame.window - frame.base.maxTokens - base - start - messagesTokens([asked])
  const fits = tries.cuts === 0 ? most : Math.min(most, total / 2 ** tries.cuts)
  const worth = frame.window * worthShare
  const count = coveredUnits(units, { room, fits: Math.max(0, fits), worth })
  const range = coveredRange(units, count, spansOf(rows), rows.covers)
  const taken = units.slice(0, count).filter((unit) => !unit.isFresh && !unit.isOpen)
  const gain = taken.reduce((sum, unit) => sum + unit.tokens, 0)
  if (range === null || (!isRefused && gain < worth)) return null
  const coveredRows = onlyCovered(rows, new Set(taken.map(({ seq }) => seq)))
  const messages = await inSlices(messagesInSlices(coveredRows, { call: frame.view }))
  const covered = await frame.with(shortenForSummary(messages, (start + Math.max(0, fits)) / scale))
  return {
    kind: 'compaction',
    covered,
    request: { ...covered, messages: withAsked(covered.messages, asked) },
    covers: range,
    messages: taken.length,
    before: Math.round(tokens),
    stays: Math.round(base + total - gain),
  }
}

function spansOf({ turns }: ContextRows): { sessionId: string; turnId: string; endedSeq: number | null }[] {
  return turns.map(({ sessionId, turn, endedSeq }) => ({ sessionId, turnId: turn.id, endedSeq }))
}

/** The same rows up to where the summary is to reach: as they were sent before, so that the cache has them. */
function onlyCovered(rows: ContextRows, seqs: ReadonlySet<number>): ContextRows {
  const last = rows.turns.findLastIndex(({ entries }) => entries.some(({ seq }) => seqs.has(seq)))
  const turns = rows.turns.slice(0, last + 1).flatMap((each) => {
    const entries = each.entries.filter(({ seq }) => seqs.has(seq))
    if (entries.length === 0 && each.entries.length > 0) return []
    return [{ ...each, entries, isCut: each.isCut || entries.length < each.entries.length }]
  })
  return { ...rows, turns, executes: rows.executes && last === rows.turns.length - 1 }
}

/** The sentence stands at the end, in a message with the results of tools where those come last. */
function withAsked(messages: readonly RequestMessage[], asked: RequestMessage): RequestMessage[] {
  const last = messages.at(-1)
  return last?.role === 'user'
    ? [...messages.slice(0, -1), { role: 'user', content: [...last.content, ...asked.content] }]
    : [...messages, asked]
}
