import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { type JSONRPCMessage, JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js'
import type { Clock } from '../platform/clock.ts'
import type { Child } from '../sandbox/sandbox.ts'
import { endWords } from './end-words.ts'
import { bigMessage, joined, mostBytes, readMessage } from './shrink-message.ts'

const newline = 0x0a
/** Bytes of what the server wrote to its standard error that are kept for the words of a failure. */
const keptComplaint = 2_000
/** Bytes that wait to be read by a server before it is given up. */
const mostUnread = 10 * 1024 * 1024
/** Milliseconds for a server that closed its output to end by itself. */
const patienceMs = 1_000

export interface ChildTransport extends Transport {
  /** Why it ended, in words; never rejects. By then no process of it is left. */
  readonly ended: Promise<string>
  /** The end of what it wrote to its standard error. */
  complaint(): string
}

/**
 * MCP over the streams of a child: one JSON message a line. What is no message is skipped, because servers print what they
 * like; a line that is too long ends the server. While a big message is read, no more is taken from the child.
 */
export function createChildTransport(child: Child, clock: Clock): ChildTransport {
  let held: Buffer[] = []
  let bytes = 0
  let fault: string | null = null
  let reading = Promise.resolve()
  let complaint = Buffer.alloc(0)
  let hasEnded = false

  const giveUp = (why: string): void => {
    fault ??= why
    held = []
    bytes = 0
    child.stop()
    // What it still writes is read and dropped, so that it can end.
    child.stdout.resume()
  }

  const deliver = (line: Uint8Array<ArrayBuffer>): void => {
    if (line.length > bigMessage) child.stdout.pause()
    const read = reading.then(async () => {
      const message = JSONRPCMessageSchema.safeParse(await readMessage(line))
      if (message.success && fault === null) transport.onmessage?.(message.data)
    })
    reading = read
    void read.then(() => {
      if (read === reading) child.stdout.resume()
    })
  }

  const take = (piece: Buffer): void => {
    bytes += piece.length
    if (bytes > mostBytes) giveUp('it sent a message of more than 10 MB and was stopped')
    else if (piece.length > 0) held.push(piece)
  }

  const onData = (chunk: Buffer): void => {
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1 && fault === null; at = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, at))
      if (fault !== null) return
      const line = joined(held, bytes)
      held = []
      bytes = 0
      if (line.length > 0) deliver(line)
      from = at + 1
    }
    if (fault === null && from < chunk.length) take(chunk.subarray(from))
  }

  child.stdout.on('data', onData)
  child.stdout.on('error', () => undefined)
  child.stdout.once('end', () => {
    const cancel = clock.after(patienceMs, () => giveUp('it closed its output'))
    void child.ended.then(cancel)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = Buffer.concat([complaint, chunk.subarray(-keptComplaint)]).subarray(-keptComplaint)
  })
  child.stderr.on('error', () => undefined)
  // A server that is gone shows in `ended`.
  child.stdin.on('error', () => undefined)

  const drained = new Promise<void>((resolve) => {
    child.stdout.once('close', resolve)
    child.stdout.once('end', resolve)
  })
  const ended = child.ended.then(async (end) => {
    // Its last answer may still be on the way; but something else may keep its output open.
    const patience = new Promise<void>((resolve) => void drained.then(clock.after(patienceMs, resolve)))
    await Promise.race([drained, patience])
    await reading
    hasEnded = true
    transport.onclose?.()
    return fault ?? endWords(end)
  })

  const transport: ChildTransport = {
    ended,
    complaint: () => complaint.toString(),
    start: () => Promise.resolve(),
    send(message: JSONRPCMessage) {
      if (hasEnded || !child.stdin.writable) return Promise.reject(new Error('the server has ended'))
      child.stdin.write(`${JSON.stringify(message)}\n`)
      if (child.stdin.writableLength > mostUnread) giveUp('it does not read what it is sent')
      return Promise.resolve()
    },
    async close() {
      child.stop()
      await ended
    },
  }
  return transport
}
