import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { ErrorCode, McpError, ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { orAborted } from '../models/or-aborted.ts'
import type { Clock } from '../platform/clock.ts'
import type { CallAnswer } from './read-answer.ts'
import { mostTools } from './read-tools.ts'
import { createTimeLimit } from './time-limit.ts'

/** How long a call may take without a sign of progress, and in all; milliseconds. */
const callMs = 60_000
const longestCallMs = 5 * 60_000
const listMs = 8_000
/** Between two looks at a list that its server says has changed; milliseconds. */
const calmMs = 1_000
const mostPages = 20
/** The SDK's own timers do not apply: time is counted by the clock that is given. */
const never = { timeout: 2_147_483_647, maxTotalTimeout: Number.MAX_SAFE_INTEGER }

const connectionClosed: number = ErrorCode.ConnectionClosed

/** What connects to a server, made anew for each connection. */
export interface Wire {
  readonly transport: Transport
  /** Why it ended, in words. Never rejects. */
  readonly ended: Promise<string>
  /** The end of what a program wrote to its standard error. */
  complaint(): string
  /** Ends it, and resolves when nothing of it is left. */
  close(): Promise<void>
}

/** What became of a call. Only `answer` and `error` have words of the server in them. */
export type CallOutcome =
  | { readonly kind: 'answer'; readonly answer: CallAnswer }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'unreadable' }
  /** The server, or the way to it, broke. */
  | { readonly kind: 'broken'; readonly why: string }

/** A server that is connected and answers. */
export interface ServerLink {
  /** What it lists, unread. */
  list(): Promise<readonly unknown[]>
  /** Rejects only with the signal's reason. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<CallOutcome>
  readonly ended: Promise<string>
  close(): Promise<void>
}

// Schemas of our own: the SDK's refuse a whole list for one bad tool, and compile what the server gives as a schema.
const pageSchema = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().optional() })
const answerSchema = z.looseObject({
  content: z.array(z.unknown()).default([]),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
})

/**
 * Greets the server on this wire. It is told of no capability, so whatever it asks for (samples of a model, input of the
 * user, roots) is answered with "method not found". Rejects when `signal` aborts or the server does not do as it should;
 * the caller closes the wire then.
 */
export async function openLink(
  wire: Wire,
  parts: { readonly clock: Clock; readonly version: string; onListChanged(): void },
  signal: AbortSignal,
): Promise<ServerLink> {
  const { clock } = parts
  const client = new Client(
    { name: 'dormouse', version: parts.version },
    { capabilities: {}, jsonSchemaValidator: { getValidator: () => unjudged } },
  )
  let broken: string | null = null
  // Asked of the connection: a server may send the error that stands for its end.
  let isClosed = false
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it has no other way to be told
  client.onclose = () => (isClosed = true)
  const lost = (error: unknown): unknown =>
    isClosed && error instanceof McpError && error.code === connectionClosed ? new ConnectionLost() : error
  const ended = wire.ended.then((why) => (broken ??= why))
  // Nothing is logged: what a server sends may hold secrets.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it has no other way to be told
  client.onerror = () => undefined
  let calming: (() => void) | null = null
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    calming ??= clock.after(calmMs, () => {
      calming = null
      parts.onListChanged()
    })
  })
  try {
    await orAborted(client.connect(wire.transport, { ...never, signal }), signal)
  } catch (error) {
    throw lost(error)
  }

  const fault = async (error: unknown): Promise<CallOutcome> => {
    if (broken !== null) return { kind: 'broken', why: broken }
    if (isClosed) return { kind: 'broken', why: await ended }
    const why = httpWords(error)
    if (why !== null) return { kind: 'broken', why: (broken = why) }
    return error instanceof McpError ? { kind: 'error', message: error.message } : { kind: 'unreadable' }
  }

  return {
    ended,
    async list() {
      if (client.getServerCapabilities()?.tools === undefined) return []
      signal.throwIfAborted()
      const limit = createTimeLimit(clock, { ms: listMs, signal })
      try {
        const listed: unknown[] = []
        let cursor: string | undefined
        // One more than is used, so that it can be said that there are more.
        for (let page = 0; page < mostPages && listed.length <= mostTools; page++) {
          const params = cursor === undefined ? {} : { cursor }
          // Without the signal, to which the SDK would listen once a page and for good.
          const request = client.request({ method: 'tools/list', params }, pageSchema, never)
          const { tools, nextCursor } = await orAborted(request, limit.signal)
          listed.push(...tools.slice(0, 2 * mostTools))
          if (nextCursor === undefined) break
          cursor = nextCursor
        }
        return listed
      } catch (error) {
        throw lost(error)
      } finally {
        limit.clear()
      }
    },
    async call(name, input, turn) {
      turn.throwIfAborted()
      const limit = createTimeLimit(clock, { ms: callMs, mostMs: longestCallMs, signal: turn })
      const began = clock.now()
      const params = { name, arguments: input as Record<string, unknown> }
      try {
        const request = client.request({ method: 'tools/call', params }, answerSchema, {
          ...never,
          signal: limit.signal,
          onprogress: () => limit.extend(),
        })
        return { kind: 'answer', answer: await orAborted(request, limit.signal) }
      } catch (error) {
        turn.throwIfAborted()
        if (limit.isOver()) return { kind: 'late', seconds: Math.round((clock.now() - began) / 1000) }
        return fault(error)
      } finally {
        limit.clear()
      }
    },
    async close() {
      calming?.()
      await wire.close()
    },
  }
}

/** What a server says its answers look like is not compiled, and not held against it. */
const unjudged = (input: unknown): never => ({ valid: true, data: input, errorMessage: undefined }) as never

/** The connection closed under a request; why it did is told by what it was made of. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** What went wrong on the way to a server, without what the server said; `null`: it was not the way. */
export function httpWords(error: unknown): string | null {
  if (error instanceof StreamableHTTPError) {
    const { code } = error
    if (code === 401 || code === 403)
      return `it refused the sign-in (HTTP ${code}). Check the secret in its headers; a sign-in through the browser is not supported`
    if (code === 404) return 'it does not know this address, or forgot the connection (HTTP 404)'
    if (code !== undefined && code > 0) return `it answered with HTTP ${code}`
    return 'it answered with something that is no MCP'
  }
  if (!(error instanceof TypeError)) return null
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null
  return `it cannot be reached${code === null ? '' : ` (${code})`}`
}
