import type { ServerResponse } from 'node:http'
import type { Clock } from '../../platform/clock.ts'
import { orAborted } from '../or-aborted.ts'
import { passHold } from './hold.ts'
import type { Reply } from './responder.ts'
import { formatEvent, replyEvents, type ReplyFrame } from './sse.ts'

/** Pacing makes streaming visible; it must not make a long answer slow. */
const longestPacingMs = 3000

export interface WriteOptions {
  readonly clock: Pick<Clock, 'sleep'>
  /** Aborts when the caller has gone. */
  readonly gone: AbortSignal
}

/** Streams a reply as server-sent events, with its gate and its fault. Rejects only when the caller has gone. */
export async function writeReply(
  response: ServerResponse,
  reply: Reply,
  frame: ReplyFrame,
  { clock, gone }: WriteOptions,
): Promise<void> {
  const { fault, hold } = reply
  const events = replyEvents(reply, frame)
  const pace = Math.min(reply.paceMs ?? 0, longestPacingMs / events.length)
  for (let sent = 0; sent <= events.length; sent += 1) {
    if (hold?.afterEvents === sent) await passHold(hold, gone)
    if (fault !== undefined && fault.kind !== 'status' && fault.afterEvents === sent) {
      if (fault.kind === 'reset') {
        response.destroy()
        return
      }
      openStream(response)
      if (fault.kind === 'cut') break
      if (fault.kind === 'error-event') {
        const error = { type: fault.type, message: fault.message }
        await write(response, formatEvent({ type: 'error', error }), gone)
        break
      }
      await write(response, fault.bytes, gone)
    }
    const event = events[sent]
    if (event === undefined) break
    openStream(response)
    await write(response, formatEvent(event), gone)
    if (pace >= 1) await clock.sleep(pace, gone)
  }
  response.end()
}

function openStream(response: ServerResponse): void {
  if (response.headersSent) return
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
}

/** Waits until the bytes are out, so that a torn socket cuts exactly after the event that a fault names. */
function write(response: ServerResponse, bytes: string, gone: AbortSignal): Promise<void> {
  const written = new Promise<void>((resolve, reject) => {
    response.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
  return orAborted(written, gone)
}
