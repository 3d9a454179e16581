import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { plainHost } from './web-address.ts'
import { WebRefusal } from './web-refusal.ts'

export interface HttpAnswer {
  readonly status: number
  readonly location: string | null
  readonly contentType: string | undefined
  /** As the server announced it, in bytes of the wire. */
  readonly length: number | null
  /** Decoded; `null` where it was not wanted. */
  readonly body: Uint8Array | null
  /** Whether the body went on past the limit. */
  readonly isCut: boolean
}

export interface HttpGet {
  /** Hands the socket its addresses. */
  readonly lookup: LookupFunction
  readonly signal: AbortSignal
  readonly userAgent: string
  /** Of a decoded body, in bytes: whatever is announced and however it is packed. */
  readonly mostBytes: number
  /** Whether the body of an answer is wanted, by its status and type. */
  wantsBody(status: number, contentType: string | undefined): boolean
}

/**
 * One GET over a connection of its own, without cookies, credentials or a proxy (those of the environment are not looked
 * at). Rejects with a `WebRefusal`, the error of the network, or the signal's reason.
 */
export async function httpGet(url: URL, options: HttpGet): Promise<HttpAnswer> {
  const { signal } = options
  try {
    const response = await send(url, options)
    try {
      return await read(response, options)
    } finally {
      response.destroy()
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}

function send(url: URL, { lookup, signal, userAgent }: HttpGet): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  return new Promise((resolve, reject) => {
    request(
      {
        method: 'GET',
        host: plainHost(url),
        port: url.port === '' ? undefined : Number(url.port),
        path: `${url.pathname}${url.search}`,
        headers: {
          host: url.host,
          'user-agent': userAgent,
          accept: 'text/html, application/xhtml+xml, text/*;q=0.9, application/json;q=0.9, */*;q=0.5',
          'accept-encoding': 'gzip, deflate, br',
          connection: 'close',
        },
        // A connection that is kept could be one to an address that was checked for another name.
        agent: false,
        lookup,
        signal,
      },
      resolve,
    )
      .on('error', reject)
      .end()
  })
}

async function read(response: IncomingMessage, options: HttpGet): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0
  const contentType = response.headers['content-type']
  const announced = Number(response.headers['content-length'])
  const wanted = options.wantsBody(status, contentType)
  const { body, isCut } = wanted ? await readBody(response, options.mostBytes) : { body: null, isCut: false }
  return {
    status,
    location: response.headers.location ?? null,
    contentType,
    length: Number.isSafeInteger(announced) && announced >= 0 ? announced : null,
    body,
    isCut,
  }
}

async function readBody(
  response: IncomingMessage,
  mostBytes: number,
): Promise<{ readonly body: Uint8Array; readonly isCut: boolean }> {
  const pieces: Buffer[] = []
  let left = mostBytes
  // Leaving the loop destroys the stream, and with it the connection.
  for await (const piece of decoded(response) as AsyncIterable<Buffer>) {
    if (piece.length > left) {
      pieces.push(piece.subarray(0, left))
      return { body: Buffer.concat(pieces), isCut: true }
    }
    pieces.push(piece)
    left -= piece.length
  }
  return { body: Buffer.concat(pieces), isCut: false }
}

function decoded(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase()
  // What goes wrong comes out of the last stream, which is read.
  const through = (decoder: ReturnType<typeof createGunzip>): Readable =>
    pipeline(response, decoder, () => undefined)
  switch (encoding) {
    case '':
    case 'identity':
      return response
    case 'gzip':
    case 'x-gzip':
      return through(createGunzip())
    case 'deflate':
      return through(createInflate())
    case 'br':
      return through(createBrotliDecompress())
    default:
      throw new WebRefusal('The server packed its answer in a way that was not asked for.')
  }
}
