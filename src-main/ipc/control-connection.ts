import type { Socket } from 'node:net'
import type { ErrorCode, Result } from '../../src-shared/ipc/result.ts'
import type { Clock } from '../platform/clock.ts'
import { inputComplaint } from '../platform/input-complaint.ts'
import { parseControlRequest, type RequestId } from './control-request.ts'
import { type EventFilter, eventFilter, subscriptionSchema } from './event-subscription.ts'
import { jsonLine } from '../platform/json-line.ts'
import { createLineReader } from '../platform/line-reader.ts'
import type { Router } from './router.ts'

export const longestLine = 1024 * 1024
/** What a client may leave unread before it is not listened to, or, with events, not served any more. */
const mostUnread = 8 * 1024 * 1024
const mostUnanswered = 64
/** Milliseconds for a client to take what was written to it before the connection is cut. */
const graceMs = 2000

/** One client of the control socket. */
export interface ControlConnection {
  /** Sends an event, as the line that it is, to a client that subscribed to it. */
  sendEvent(name: string, line: string): void
  /** Ends it when what was written is taken, and in any case soon. */
  close(): void
}

/** Answers the requests of one client until it leaves. Nothing that it sends disturbs other clients. */
export function serveConnection(socket: Socket, router: Router, clock: Clock): ControlConnection {
  /** `undefined`: no events. */
  let filter: EventFilter | undefined
  let unanswered = 0
  let ended = false

  function write(value: unknown): void {
    if (socket.writable) socket.write(jsonLine(value))
    pace()
  }

  function fail(id: RequestId | null, code: ErrorCode, message: string): void {
    write({ id, ok: false, error: { code, message } })
  }

  function reply(id: RequestId, result: Result<unknown>): void {
    try {
      write(result.ok ? { id, ok: true, data: result.data ?? {} } : { id, ok: false, error: result.error })
    } catch {
      fail(id, 'internal', 'The answer could not be written as JSON.')
    }
  }

  // A client that sends and does not read is not read from either, so that its replies cannot pile up here.
  function pace(): void {
    const busy = unanswered >= mostUnanswered || socket.writableLength > mostUnread
    if (busy && !socket.isPaused()) socket.pause()
    else if (!busy && socket.isPaused()) socket.resume()
    if (ended && unanswered === 0) socket.end()
  }

  function subscribe(id: RequestId, input: unknown): void {
    const parsed = subscriptionSchema.safeParse(input ?? {})
    if (!parsed.success) {
      fail(id, 'bad_input', inputComplaint(parsed.error, input ?? {}))
      return
    }
    reply(id, { ok: true, data: {} })
    filter = eventFilter(parsed.data)
  }

  async function answer(id: RequestId, route: string, input: unknown): Promise<void> {
    unanswered += 1
    const result = await router.call(route, input, { via: 'socket' })
    unanswered -= 1
    reply(id, result)
  }

  function close(): void {
    filter = undefined
    socket.end()
    const cancel = clock.after(graceMs, () => socket.destroy())
    socket.once('close', cancel)
  }

  const reader = createLineReader({
    mostBytes: longestLine,
    onLine(line) {
      const request = parseControlRequest(line)
      if (!request.ok) fail(request.id, 'bad_input', request.message)
      else if (request.route === 'events.subscribe') subscribe(request.id, request.input)
      else void answer(request.id, request.route, request.input)
    },
    onTooLong: () =>
      fail(null, 'bad_input', 'The line is longer than 1 MiB and was skipped. Send shorter requests.'),
  })

  socket.on('data', (chunk) => reader.push(chunk))
  socket.on('drain', pace)
  socket.on('end', () => {
    reader.end()
    ended = true
    // Whether a subscriber that has said its last is still there shows only in writing to it, so it counts as gone.
    if (filter !== undefined) close()
    else pace()
  })
  // A client that goes away in the middle of things is nothing that anybody must hear of.
  socket.on('error', () => socket.destroy())

  return {
    sendEvent(name, line) {
      if (filter === undefined || (filter !== null && !filter.has(name)) || !socket.writable) return
      if (socket.writableLength + line.length <= mostUnread) {
        socket.write(line)
        return
      }
      fail(
        null,
        'unavailable',
        'Events were not read fast enough and were lost. Connect and subscribe again.',
      )
      close()
    },
    close,
  }
}
