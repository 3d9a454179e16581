import { Worker } from 'node:worker_threads'

/** A message of more bytes is read in a thread of its own: reading it could hold up the main one. */
export const bigMessage = 128 * 1024
/** No message may have more bytes. */
export const mostBytes = 10 * 1024 * 1024

const limits = {
  /** Characters of one text, more than the model is ever given; and of all of them. */
  mostOfText: 500_000,
  mostText: 1_000_000,
  /** Characters of an image in base64: 5 MB. */
  mostOfImage: 7_100_000,
  /** Values, which is what reading and copying take their time for. */
  mostValues: 15_000,
}
type Limits = typeof limits

/**
 * Reads a JSON-RPC message and cuts what is in it to size. One of too many parts becomes an error to the same request.
 * `null`: it is no JSON. It runs as text in a thread, so it may use nothing from outside itself.
 */
export function shrink(text: string, { mostOfText, mostText, mostOfImage, mostValues }: Limits): unknown {
  let room = mostText
  let values = 0
  const isTooMuch = (): boolean => (values += 1) > mostValues
  const cut = (value: unknown, isImage: boolean): unknown => {
    if (isTooMuch()) return null
    if (typeof value === 'string') {
      if (isImage && value.length <= mostOfImage) return value
      const kept = value.slice(0, Math.min(mostOfText, room))
      room -= kept.length
      return kept
    }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const kept: unknown[] = []
      for (const each of value) {
        if (values > mostValues) break
        kept.push(cut(each, false))
      }
      return kept
    }
    const image = (value as { readonly type?: unknown }).type === 'image'
    const kept: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      if (values > mostValues) break
      if (key !== '__proto__')
        kept[key] = cut((value as Record<string, unknown>)[key], image && key === 'data')
    }
    return kept
  }
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return null
  }
  const kept = cut(message, false)
  if (values <= mostValues) return kept
  const { id } = message as { readonly id?: unknown }
  return { jsonrpc: '2.0', id, error: { code: -32000, message: 'The answer has too many parts to be read.' } }
}

/** The same for a whole body of an answer over HTTP, or for whole events of a stream; the answer is text again. */
export function shrinkText(text: string, kind: 'body' | 'events', each: (json: string) => unknown): string {
  if (kind === 'body') return JSON.stringify(each(text))
  const events = text.split(/\r?\n\r?\n/).map((event) => {
    const lines = event.split(/\r?\n/)
    const isData = (line: string): boolean => line.startsWith('data:')
    const data = lines.filter(isData).map((line) => line.slice(5).replace(/^ /, ''))
    const others = lines.filter((line) => !isData(line))
    return [...others, ...(data.length === 0 ? [] : [`data: ${JSON.stringify(each(data.join('\n')))}`])].join(
      '\n',
    )
  })
  return events.join('\n\n')
}

// The functions are handed over as text: a worker file of its own would have to be found in the sources, in the bundle
// and in the packaged application alike.
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const { bytes, kind, limits } = workerData
const shrink = ${shrink.toString()}
const shrinkText = ${shrinkText.toString()}
const each = (text) => shrink(text, limits)
const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
parentPort.postMessage(kind === 'message' ? each(text) : Buffer.from(shrinkText(text, kind, each)))
`

/** In a thread of its own. `bytes` are given away. Resolves to `null` when it could not be done. */
function inWorker(kind: 'message' | 'body' | 'events', bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  return new Promise((resolve) => {
    const worker = new Worker(source, {
      eval: true,
      execArgv: [],
      workerData: { bytes, kind, limits },
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    let answer: unknown = null
    worker.once('message', (value: unknown) => (answer = value))
    worker.once('error', () => undefined)
    worker.once('exit', () => resolve(answer))
  })
}

/** Reads one message, where it holds up nobody; `null`: it is no JSON. `bytes`, in memory of their own, are given away. */
export async function readMessage(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (bytes.length > bigMessage) return inWorker('message', bytes)
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
  } catch {
    return null
  }
}

/** Cuts a body, or whole events, to a size that can be read at once; nothing where that cannot be done. */
export async function cutToSize(
  kind: 'body' | 'events',
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  if (bytes.length <= bigMessage) return bytes
  const cut = await inWorker(kind, bytes)
  return cut instanceof Uint8Array ? cut : new Uint8Array()
}

/** Pieces as one, in memory of its own that can be given to a thread. */
export function joined(pieces: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes)
  let filled = 0
  for (const piece of pieces) {
    whole.set(piece, filled)
    filled += piece.length
  }
  return whole
}
